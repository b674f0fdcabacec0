import { moveClock } from './clock'
import { build, type Subject } from './filter-hands'
import { setUp, visit } from './furnish'
import { picture, told } from './hands'
import { book, makeCard, makeProduct, momentOf, type Plan, plansOf, treeOf } from './recipes'
import { expect, test } from './stepwise'

// The filters of the eighteen recipes, built in the editor as a person does. In six stories, so
// that they run side by side.
const stories = [0, 3, 6, 9, 12, 15].map((from) => book.recipes.slice(from, from + 3))

for (const recipes of stories) {
  const numbers = recipes.map((r) => r.recipe)
  test(`the filters of recipes ${numbers[0]} to ${numbers.at(-1)} are built in the editor`, async ({
    signedIn: page,
    stepwise,
  }) => {
    await setUp(page, stepwise)
    const plans: Plan[] = []
    for (const recipe of recipes) {
      plans.push(...plansOf(recipe, await makeProduct(page, stepwise, recipe)))
    }
    const ids = new Map<string, string>()
    let clock = 0
    for (const plan of plans.sort((a, b) => a.when - b.when)) {
      if (plan.when !== clock) await stepwise.rpc(page, 'TestSetClock', { at: plan.when })
      clock = plan.when
      ids.set(await makeCard(page, stepwise, plan), plan.card.name)
    }
    await moveClock(page, stepwise, momentOf(book.now))

    for (const recipe of recipes) {
      const mine = plans.filter((p) => p.recipe === recipe)
      const made = mine[0]?.made
      if (!made) throw new Error(`recipe ${recipe.recipe} has no cards`)
      const product = made.product
      const subjects = await stepwise.rpc<Subject[]>(page, 'FilterCatalogue', { product })
      for (const { name, tree } of recipe.filters) {
        await visit(page, stepwise, `/p/${product}/filters/new`)
        await page.getByLabel('Name', { exact: true }).fill(name)
        await build(page, tree, subjects)
        const matching = mine.filter((p) => p.card.matches.includes(name)).map((p) => p.card.name)
        const count = matching.length
        const panel = page.getByRole('complementary', { name: 'What matches now' })
        const match = count === 1 ? `${count} card matches now` : `${count} cards match now`
        await expect(panel).toContainText(match)
        await picture(page, `recipe-${recipe.recipe}`)
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await told(page, `“${name}” is saved`)
        await page.waitForURL(/filters\/(?!new)/)

        const id = new URL(page.url()).hash.split('/').at(-1)
        const row = await stepwise.rpc<{ filter: { tree: unknown } }>(page, 'GetFilter', { id })
        expect(row.filter.tree).toEqual(treeOf(tree, made))
        const found = await stepwise.rpc<{ rows: { id: string }[] }>(page, 'ListCards', {
          product,
          filter: id,
          limit: 100,
        })
        expect(found.rows.map((r) => ids.get(r.id)).sort()).toEqual(matching.sort())
      }
    }
  })
}
