import type { merge } from '@wails/go/models'
import { useMemo } from 'react'
import { say } from '@/lib/i18n/say'
import { inFields, readExpr } from './editor/state/expr'
import { labelOf } from './state/variables'
import classes from './templates.module.css'

interface TemplateWordsProps {
  text: string
  variables: merge.Field[]
}

/** The beginning of a template's text: its variables by their names. */
export function TemplateWords({ text, variables }: TemplateWordsProps) {
  const parts = useMemo(
    () =>
      // One that the end of the excerpt cuts off says nothing.
      inFields(text.slice(0, 400).replace(/\{\{[^{}]*$/, '…')).map((part) => {
        if (part.type !== 'field') return { text: part.text ?? '', chip: false }
        const path = readExpr(part.attrs?.expr)?.path ?? part.attrs?.expr
        return { text: labelOf(path, variables, (f) => say(f.label)), chip: true }
      }),
    [text, variables],
  )
  return (
    <span className={classes.text} title={parts.map((p) => p.text).join('')}>
      {parts.map((part, i) =>
        part.chip ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <span key={i} className={classes.variable}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </span>
  )
}
