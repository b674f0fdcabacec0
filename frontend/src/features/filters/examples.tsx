import { UnstyledButton } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import type { filter } from '@wails/go/models'
import { useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { say } from '@/lib/i18n/say'
import { useProduct } from '@/lib/workspace/workspace'
import { useExample } from './api'
import { useEditor } from './editor-context'
import classes from './examples.module.css'
import { type Example, examplesOf } from './state/examples'
import { listOf } from './state/form'
import { toTree } from './state/tree'

/** Filters that many begin with, each with what it says and how many cards it matches now. */
export function Examples() {
  const { t } = useTranslation()
  const { product, subjects, dispatch, focusNext } = useEditor()
  const title = useId()
  const { statuses } = useProduct()
  const examples = useMemo(() => examplesOf(subjects, statuses), [subjects, statuses])
  if (examples.length === 0) return null
  const take = ({ key, field, rows }: Example) => {
    const name = t(`filters.example.${key}`, { field })
    focusNext('[data-list="required"] [data-grip]')
    dispatch({ type: 'example', name, rows })
    announce(t('filters.example_taken', { name }))
  }
  return (
    <section aria-labelledby={title} className={classes.root}>
      <h2 id={title} className={classes.title}>
        <IconSparkles size={16} aria-hidden />
        {t('filters.examples')}
      </h2>
      <ul className={classes.list}>
        {examples.map((example) => (
          <li key={example.key}>
            <One
              example={example}
              product={product}
              subjects={subjects}
              onTake={() => take(example)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface OneProps {
  example: Example
  product: string
  subjects: filter.Subject[]
  onTake: () => void
}

function One({ example, product, subjects, onTake }: OneProps) {
  const { t } = useTranslation()
  const tree = useMemo(() => {
    const rows = example.rows.map((row, i) => ({ ...row, key: String(i) }))
    const form = { name: '', required: listOf('required', rows), optional: listOf('optional') }
    return toTree(form, subjects).tree
  }, [example, subjects])
  const { data } = useExample(product, tree)
  const said = data && data.problems.length === 0 ? data : undefined
  const words = said ? say(said.sentence) : ''
  return (
    <UnstyledButton className={classes.one} onClick={onTake}>
      <span className={classes.name}>
        {t(`filters.example.${example.key}`, { field: example.field })}
      </span>
      <span className={classes.words} title={words}>
        {words}
      </span>
      <span className={classes.count}>
        {said ? t('filters.matches', { count: said.total }) : ''}
      </span>
    </UnstyledButton>
  )
}
