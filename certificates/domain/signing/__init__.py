"""Signing PDFs: nobody, a key of this site, or BSrE (seal, or signature of an official)."""
