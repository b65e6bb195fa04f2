"""What coroutines are called, and what the messages of a loop mean. Of this probe and of confirm's."""

# Part of the message that asyncio gives to the exception handler -> kind of observation.
LOOP_ERRORS = (
    ("destroyed but it is pending", "task-destroyed-pending"),
    ("never retrieved", "exception-never-retrieved"),
)


def name_of_coroutine(coroutine):
    return getattr(coroutine, "__qualname__", type(coroutine).__name__)


def kind_of_loop_error(message):
    """None when it is an error of a callback."""
    return next((kind for text, kind in LOOP_ERRORS if text in message), None)
