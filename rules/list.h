// Every rule once, in the order in which they are listed and in which findings at one place stand:
// families blocking, await, task, cancellation, practice, modernise, advice, callback, handle,
// descriptor, coroutine, threads, signal.
#pragma once

#include "engine/engine.h"

#define RULES(RULE)                                                                                \
  RULE(hidden_sync_dns)                                                                            \
  RULE(sync_io_twin_in_callback)                                                                   \
  RULE(blocking_sleep)                                                                             \
  RULE(blocking_http)                                                                              \
  RULE(blocking_subprocess)                                                                        \
  RULE(blocking_process_wait)                                                                      \
  RULE(blocking_network)                                                                           \
  RULE(blocking_dns)                                                                               \
  RULE(blocking_poll)                                                                              \
  RULE(blocking_ipc)                                                                               \
  RULE(blocking_database)                                                                          \
  RULE(blocking_cloud_sdk)                                                                         \
  RULE(blocking_lock)                                                                              \
  RULE(blocking_input)                                                                             \
  RULE(blocking_file_io)                                                                           \
  RULE(blocking_fsync)                                                                             \
  RULE(blocking_tree_io)                                                                           \
  RULE(blocking_open)                                                                              \
  RULE(blocking_path_metadata)                                                                     \
  RULE(blocking_cpu)                                                                               \
  RULE(blocking_log)                                                                               \
  RULE(nested_event_loop)                                                                          \
  RULE(async_name_but_sync_body)                                                                   \
  RULE(blocking_while_locked)                                                                      \
  RULE(blocking_before_loop)                                                                       \
  RULE(missing_await)                                                                              \
  RULE(missing_await_awaitable)                                                                    \
  RULE(coroutine_truthiness)                                                                       \
  RULE(coroutine_never_awaited)                                                                    \
  RULE(coroutine_as_value)                                                                         \
  RULE(await_outside_async)                                                                        \
  RULE(coroutine_function_in_sync_slot)                                                            \
  RULE(coroutine_not_called)                                                                       \
  RULE(async_special_method)                                                                       \
  RULE(mismatched_context_manager_decorator)                                                       \
  RULE(cached_coroutine)                                                                           \
  RULE(cached_async_method)                                                                        \
  RULE(await_non_awaitable)                                                                        \
  RULE(sync_with_async_context_manager)                                                            \
  RULE(sync_iteration_of_async)                                                                    \
  RULE(double_await)                                                                               \
  RULE(return_coroutine_from_resource_scope)                                                       \
  RULE(orphaned_task)                                                                              \
  RULE(unused_task_variable)                                                                       \
  RULE(swallowed_cancellation)                                                                     \
  RULE(cancellation_replaced)                                                                      \
  RULE(suppressed_cancellation)                                                                    \
  RULE(finally_discards_cancellation)                                                              \
  RULE(async_busy_wait)                                                                            \
  RULE(async_zero_sleep)                                                                           \
  RULE(long_sleep_not_forever)                                                                     \
  RULE(async_timeout_parameter)                                                                    \
  RULE(async_lambda_handler)                                                                       \
  RULE(pytest_asyncio_mark_on_fixture)                                                             \
  RULE(async_test_without_plugin)                                                                  \
  RULE(exception_group_in_raises)                                                                  \
  RULE(except_star_attribute)                                                                      \
  RULE(exception_group_child_raised)                                                               \
  RULE(exception_group_subclass_derive)                                                            \
  RULE(deprecated_asyncio_api)                                                                     \
  RULE(ensure_future_for_coroutine)                                                                \
  RULE(wait_for_instead_of_timeout)                                                                \
  RULE(manual_executor_instead_of_to_thread)                                                       \
  RULE(async_import_style)                                                                         \
  RULE(unmaintained_dependency)                                                                    \
  RULE(sequential_awaits)                                                                          \
  RULE(unbounded_gather)                                                                           \
  RULE(client_session_per_request)                                                                 \
  RULE(await_without_timeout)                                                                      \
  RULE(gather_without_failure_handling)                                                            \
  RULE(retry_without_backoff)                                                                      \
  RULE(queue_consumer_without_task_done)                                                           \
  RULE(tasks_not_awaited_on_shutdown)                                                              \
  RULE(blocking_socket_in_loop)                                                                    \
  RULE(nonblock_cleared)                                                                           \
  RULE(eagain_busy_retry)                                                                          \
  RULE(fifo_or_tty_open_blocking)                                                                  \
  RULE(coroutine_call_outside_coroutine)                                                           \
  RULE(no_coroutine_call_in_coroutine)                                                             \
  RULE(protothread_local_across_yield)                                                             \
  RULE(aco_missing_exit)                                                                           \
  RULE(await_holding_thread_lock)                                                                  \
  RULE(loop_api_off_thread)                                                                        \
  RULE(blocking_in_worker_pool)                                                                    \
  RULE(unsafe_in_signal_handler)                                                                   \
  RULE(start_result_ignored)                                                                       \
  RULE(status_ignored)                                                                             \
  RULE(async_finish_missing)                                                                       \
  RULE(task_never_returned)                                                                        \
  RULE(source_id_dropped)                                                                          \
  RULE(stack_request_escapes)                                                                      \
  RULE(handle_freed_without_close)                                                                 \
  RULE(coroutine_handle_dropped)

#define RULE(name) extern const Rule rule_##name;
RULES(RULE)
#undef RULE
