"""The operations of the random programs: name -> number. programs.c has the same table.

A program is a line of integers: its seed, then `functions` blocks, function 0 being main. A block is a count
and that many operations; an operation is a number, a count and that many arguments, a count and that many
blocks.
"""

NAMES = """
sleep spawn await cancel call gather gather_new wait_for_call wait_for_task timeout reschedule group group_spawn
lock semaphore put get put_now get_now task_done join shut set_event wait_event clear_event wait_condition
notify notify_all shield wait raise try_error try_cancelled try_finally barrier reset_barrier abort_barrier
completed generate yield await_future set_future fail_future cancel_future uncancel cancelling check
release_lock call_soon call_later local_set local_get cancel_self on_done repeat cancel_later
open_generator next_item throw_item close_generator yield_caught completed_each
""".split()

NUMBER = {name: number for number, name in enumerate(NAMES)}

# How many of each there are in a program.
LOCKS, SEMAPHORES, QUEUES, EVENTS, CONDITIONS, BARRIERS, FUTURES, GENERATORS = 2, 2, 4, 2, 2, 2, 2, 2
SEMAPHORE_VALUES = (1, 2)
QUEUE_KINDS = (("fifo", 1), ("fifo", 0), ("lifo", 2), ("priority", 2))
BARRIER_PARTIES = (2, 3)
DELAYS = (0, 0, 0.1, 0.1, 0.2, 0.3, 0.5, 1.0, -1, 0.25)
TASKS_MAX = 24
STEPS_MAX = 300
