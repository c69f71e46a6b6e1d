import type { handleUnaryCall } from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** The plugin information of all language hosts here. */
export const getPluginInfo: handleUnaryCall<Empty, PluginInfo> = (_call, done) => {
  const info = new PluginInfo();
  info.setVersion("1.0.0");
  done(null, info);
};

/** The providers that a program needs: none, because the stand-ins are attached and nothing must be downloaded. */
export const getRequiredPackages: handleUnaryCall<
  language.GetRequiredPackagesRequest,
  language.GetRequiredPackagesResponse
> = (_call, done) => done(null, new language.GetRequiredPackagesResponse());
