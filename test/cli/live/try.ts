import { deployed } from "/work/wt/ops/test/cli/live/run";
void (async () => {
  const stack = await deployed({ regions: ["us-east-1", "eu-west-1", "me-south-1"], bucket: { prefix: "guardduty" } });
  const { code, out, err } = await stack.run(["status", "--stack", "prod"]);
  console.log(code, out, err, stack.sandbox.cloud.calls.length);
  await stack.close();
})();
