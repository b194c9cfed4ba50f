"""What an editor should look at before a page is published: how it reads, what it weighs, what is missing."""
