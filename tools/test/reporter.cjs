const { Spec } = require("mocha/lib/mocha").reporters;

/** Mocha's own reporter, with `N passed, N failed` as the very last line. */
module.exports = class SumReporter extends Spec {
  /** Of the checks before mocha (lint, types, build), that the last line has to count too. */
  #failedChecks;

  constructor(runner, options) {
    super(runner, options);
    this.#failedChecks = Number(options.reporterOptions?.failedChecks ?? 0);
  }

  epilogue() {
    super.epilogue();
    const { passes, failures } = this.stats;
    console.log(`${passes} passed, ${failures + this.#failedChecks} failed`);
  }
};
