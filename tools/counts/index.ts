import {
  colonSplits,
  componentFolders,
  importCircles,
  linesByRoom,
  sentenceComparisons,
  trackedFiles,
} from "./code";
import { figuresWithoutSource, hasFigures } from "./figures";
import { wordsOfFiles } from "./vocabulary";

/** Prints what the structure of the code is held to, with the file and line of what is too many, and its lines by room. */
async function main(): Promise<void> {
  const files = trackedFiles();
  const counts: [what: string, found: string[], atMost: number][] = [
    ["import circles", await importCircles(files), 0],
    ["comparisons with sentences", await sentenceComparisons(files), 0],
    ["texts split at colons outside rules/arn.ts", colonSplits(files), 0],
    ["folders of components", componentFolders(), 9],
    ["words that have others", wordsOfFiles(files), 0],
    ["figures of documents without a source", figuresWithoutSource(files.filter(hasFigures)), 0],
  ];
  for (const [what, found, atMost] of counts) {
    console.log(`${what}: ${found.length} (at most ${atMost})`);
    if (found.length > atMost) for (const one of found) console.log(`  ${one}`);
  }
  console.log("lines of code:");
  for (const [room, lines] of linesByRoom(files)) console.log(`  ${room}: ${lines}`);
}

void main();
