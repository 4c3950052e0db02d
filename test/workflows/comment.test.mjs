import { expect } from "chai";
import { comment } from "../../tools/preview/comment.mjs";
import { markerOf } from "../../tools/preview/plan.mjs";
import { withForge } from "./forge.mjs";

const marker = markerOf("prod");
const plan = `${marker}\nAdds eu-west-1.\n`;
const older = `${marker}\nAdds nothing.\n`;

const ISSUE = "/repos/acme/infra/issues";
const NOTES = "/projects/42/merge_requests/7/notes";
const platforms = {
  GitHub: {
    env: ({ url }) => ({
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: "acme/infra",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_RUN_ID: "99",
      GITHUB_TOKEN: "secret",
      PULL_REQUEST: "7",
    }),
    create: [`GET ${ISSUE}/7/comments`, `POST ${ISSUE}/7/comments`],
    update: [`GET ${ISSUE}/7/comments`, `PATCH ${ISSUE}/comments/2`],
    limit: 65_536,
    run: "https://github.com/acme/infra/actions/runs/99",
  },
  GitLab: {
    env: ({ url }) => ({
      GITLAB_CI: "true",
      CI_API_V4_URL: url,
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "7",
      CI_JOB_URL: "https://gitlab.com/acme/infra/-/jobs/99",
      GITLAB_TOKEN: "secret",
    }),
    create: ["GET /user", `GET ${NOTES}`, `POST ${NOTES}`],
    update: ["GET /user", `GET ${NOTES}`, `PUT ${NOTES}/2`],
    limit: 1_000_000,
    run: "https://gitlab.com/acme/infra/-/jobs/99",
  },
};

for (const [name, { env, create, update, limit, run }] of Object.entries(platforms)) {
  describe(`the comment on ${name}`, () => {
    it("is created when there is none", () =>
      withForge({ comments: [{ id: 1, body: "Looks good", by: "ann" }] }, async (forge) => {
        expect(await comment(plan, env(forge))).to.equal("Commented on 7.");
        expect(forge.calls).to.deep.equal(create);
        expect(forge.comments.map(({ body }) => body)).to.deep.equal(["Looks good", plan]);
      }));

    it("is updated in place the next time", () => {
      const comments = [
        { id: 1, body: "Looks good", by: "ann" },
        { id: 2, body: older.replaceAll("\n", "\r\n"), by: "bot" },
      ];
      return withForge({ comments }, async (forge) => {
        expect(await comment(plan, env(forge))).to.equal("Updated the comment on 7.");
        expect(forge.calls).to.deep.equal(update);
        expect(forge.comments.map(({ body }) => body)).to.deep.equal(["Looks good", plan]);
      });
    });

    it("is found behind more than a page of others", () => {
      const others = Array.from({ length: 200 }, (_, i) => ({ id: i + 3, body: "+1", by: "ann" }));
      const comments = [...others, { id: 2, body: older, by: "bot" }];
      return withForge({ comments }, async (forge) => {
        await comment(plan, env(forge));
        expect(forge.calls.at(-1)).to.equal(update.at(-1));
        expect(comments).to.have.length(201);
      });
    });

    it("is never another user's, nor another stack's, nor one that only quotes it", () => {
      const bodies = [
        { id: 1, body: older, by: "mallory" },
        { id: 2, body: `${markerOf("dev")}\nAdds nothing.\n`, by: "bot" },
        { id: 3, body: `> ${older}`, by: "bot" },
      ];
      return withForge({ comments: [...bodies] }, async (forge) => {
        await comment(plan, env(forge));
        expect(forge.comments).to.deep.equal([...bodies, { id: 4, body: plan, by: "bot" }]);
      });
    });

    it("says where the plan is when it is longer than a comment may be", () =>
      withForge({}, async (forge) => {
        const fits = plan.padEnd(limit, "x");
        await comment(fits, env(forge));
        expect(forge.comments[0].body).to.equal(fits);
        await comment(`${fits}x`, env(forge));
        expect(forge.comments.map(({ body }) => body)).to.deep.equal([
          `${marker}\nThe plan is too long for a comment; it is in the log of the [run](${run}).\n`,
        ]);
      }));

    it("fails with the platform's answer", () =>
      withForge({}, async (forge) => {
        const wrong = { ...env(forge), GITHUB_TOKEN: "other", GITLAB_TOKEN: "other" };
        const failure = await comment(plan, wrong).catch(({ message }) => message);
        expect(failure).to.match(/^GET http:\/\/127\.0\.0\.1:\d+\/\S+: 401 /);
      }));
  });
}

describe("the comment for a workflow_run", () => {
  const pull = (number, sha, repository = "mallory/infra") => ({
    number,
    head: { ref: "add&regions", sha, repo: { full_name: repository } },
  });
  const env = (forge) => ({
    ...platforms.GitHub.env(forge),
    PULL_REQUEST: undefined,
    HEAD_REPOSITORY: "mallory/infra",
    HEAD_BRANCH: "add&regions",
    HEAD_SHA: "b".repeat(40),
  });

  it("goes to the open pull request whose newest commit the run was for", () => {
    const pulls = [
      pull(5, "a".repeat(40)),
      pull(6, "b".repeat(40), "mallory/fork-of-infra"),
      pull(7, "b".repeat(40)),
    ];
    return withForge({ pulls }, async (forge) => {
      expect(await comment(plan, env(forge))).to.equal("Commented on 7.");
    });
  });

  it("goes nowhere when the pull request has moved on", () =>
    withForge({ pulls: [pull(7, "c".repeat(40))] }, async (forge) => {
      expect(await comment(plan, env(forge))).to.equal(
        "No open pull request has this commit: nothing to comment.",
      );
      expect(forge.calls).to.deep.equal(["GET /repos/acme/infra/pulls"]);
    }));

  it("refuses a file without the marker before it calls anyone", () =>
    withForge({}, async (forge) => {
      for (const text of ["", "Adds eu-west-1.\n", `<!-- other bot -->\n`, ` ${plan}`]) {
        const failure = await comment(text, env(forge)).catch(({ message }) => message);
        expect(failure).to.equal("the file was not made by plan.mjs: it has no marker");
      }
      expect(forge.calls).to.deep.equal([]);
    }));
});
