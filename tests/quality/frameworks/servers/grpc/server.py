"""grpc.aio runs sync methods of servicers in its pool."""
import time

import grpc

import greeter_pb2_grpc


class Greeter(greeter_pb2_grpc.GreeterServicer):
    def SayHello(self, request, context):
        time.sleep(1)  # silent: blocking
        return request

    async def SayBye(self, request, context):
        time.sleep(1)  # expect: blocking-sleep
        return request


async def serve() -> None:
    server = grpc.aio.server()
    greeter_pb2_grpc.add_GreeterServicer_to_server(Greeter(), server)
    await server.start()
    await server.wait_for_termination()
