// Reads Playwright's report, writes "passed failed" to a file, and says which
// stories failed or needed a second try, where their pictures are, and which
// took longest: node scripts/storysum.mjs REPORT COUNTS
import { readFileSync, writeFileSync } from 'node:fs'

const [, , report, counts] = process.argv
const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'))
writeFileSync(counts, `${stats.expected + stats.flaky} ${stats.unexpected}\n`)

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
const stories = suites.flatMap(specsOf).flatMap((spec) =>
  spec.tests.map(({ status, results }) => ({
    name: `${spec.file}:${spec.line} ${spec.title}`,
    status,
    seconds: results.reduce((sum, one) => sum + one.duration / 1000, 0),
    files: results.flatMap((one) => one.attachments.map(({ path }) => path)).filter(Boolean),
  })),
)

for (const { name, status, files } of stories) {
  if (status !== 'unexpected' && status !== 'flaky') continue
  console.log(`${status === 'flaky' ? 'FLAKY' : 'FAIL '} ${name}`)
  for (const file of files) console.log(`      ${file}`)
}
console.log('The slowest stories:')
for (const { name, seconds } of stories.sort((a, b) => b.seconds - a.seconds).slice(0, 10))
  console.log(`${seconds.toFixed(1).padStart(8)} s ${name}`)
