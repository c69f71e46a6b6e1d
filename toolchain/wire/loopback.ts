import { type Server, ServerCredentials } from "@grpc/grpc-js";

/** Starts a gRPC server that only this machine can reach; returns its port. */
export function listenOnLoopback(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** The engine sends whole stacks in one message; gRPC's default limit of 4 MB is too small for that. */
export const unlimitedMessages = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};
