"""Write messages, deliver them, note that they were seen."""

from courses.notices.domain.delivery import deliver_due_messages
from courses.notices.domain.messages import forget_messages_of, mark_seen, send_message

__all__ = ["deliver_due_messages", "forget_messages_of", "mark_seen", "send_message"]
