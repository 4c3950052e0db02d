const path = require("node:path");
const { Spec } = require("mocha/lib/mocha").reporters;

/** How many files the list of the longest has. */
const LONGEST = 12;

/** Mocha's own reporter, with the files that take longest, and `N passed, N failed` as the very last line. */
module.exports = class SumReporter extends Spec {
  /** Of the checks before mocha (lint, types, build), that the last line has to count too. */
  #failedChecks;
  /** Milliseconds of the tests of each file, without their hooks. */
  #milliseconds = new Map();

  constructor(runner, options) {
    super(runner, options);
    this.#failedChecks = Number(options.reporterOptions?.failedChecks ?? 0);
    runner.on("test end", ({ file, duration = 0 }) => {
      const before = this.#milliseconds.get(file) ?? 0;
      this.#milliseconds.set(file, before + duration);
    });
  }

  epilogue() {
    super.epilogue();
    if (this.#milliseconds.size > LONGEST) this.#printLongest();
    const { passes, failures } = this.stats;
    console.log(`${passes} passed, ${failures + this.#failedChecks} failed`);
  }

  #printLongest() {
    const all = [...this.#milliseconds].sort(([, one], [, other]) => other - one);
    const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1);
    const total = all.reduce((sum, [, one]) => sum + one, 0);
    console.log(`Seconds of tests by file, of ${seconds(total)} in ${all.length} files:`);
    for (const [file, one] of all.slice(0, LONGEST)) {
      console.log(`${seconds(one).padStart(7)}  ${path.relative(process.cwd(), file)}`);
    }
    console.log();
  }
};
