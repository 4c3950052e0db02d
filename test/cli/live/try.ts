import { deployed } from "./run";
void (async () => {
  const A = "arn:aws:iam::444455556666:role/look";
  const arn = "arn:aws:kms:us-east-1:444455556666:key/11111111-2222-3333-4444-555555555555";
  const org = await deployed({ regions: ["us-east-1", "eu-west-1", "me-south-1"], organization: { administrator: { accountId: "111122223333" }, management: { accountId: "999900001111", assumeRoleArn: "arn:aws:iam::999900001111:role/look" }, members: { autoEnable: "ALL" } }, bucket: { existing: { name: "log-archive" }, prefix: "guardduty", account: { accountId: "444455556666", assumeRoleArn: A } }, key: { existing: { arn }} });
  let r = await org.run(["test", "--stack", "prod"]); 
  console.log(r.code, r.out, r.err);
  r = await org.run(["status", "--stack", "prod"]); 
  console.log(r.code, r.out, r.err);
  r = await org.run(["detach", "--stack", "prod"]); 
  console.log(r.code, r.out, r.err);
  for (const d of Object.values(org.sandbox.cloud.world.detectors)) d.destinations = {};
  r = await org.run(["test", "--stack", "prod", "--deadline", "2s"]); 
  console.log(r.code, r.out, r.err);
  const all = ["detach", "--stack", "prod", "--disassociate-members", "--end-delegation"]
  r = await org.run(all); 
  console.log(r.code, r.out, r.err);
  r = await org.run([...all, "--yes"]); 
  console.log(r.code, r.out, r.err);
  r = await org.run([...all, "--yes"]); 
  console.log(r.code, r.out, r.err);
  console.log(JSON.stringify(org.sandbox.cloud.world.buckets, null, 1).slice(0, 600), JSON.stringify(org.sandbox.cloud.world.keys));
  await org.close();
})();
