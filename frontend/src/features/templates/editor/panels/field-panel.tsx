import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { VariablePicker } from '../../variable-picker'
import { argOf, type Call, readExpr, withCall, writeExpr } from '../state/expr'
import { FieldFilters } from './field-filters'
import type { NodePanelParts } from './node-panel'
import classes from './panel.module.css'
import { PanelEnd } from './panel-end'

/** The settings of a variable: what stands instead, how it is written, another one. */
export function FieldPanel(p: NodePanelParts) {
  const { t } = useTranslation()
  const text = String(p.attrs.expr)
  const expr = readExpr(text)
  const field = p.variables.find((f) => f.path === expr?.path)
  const problem = p.problemOf(text)
  const set = (name: string, call: Call | undefined) => {
    if (expr) p.change({ expr: writeExpr(withCall(expr, name, call)) })
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} className="clip" title={text}>
          {field ? say(field.label) : (expr?.path ?? text)}
        </Text>
        <VariablePicker
          fields={p.variables}
          field={t('editor.settings.field')}
          label={t('editor.other_variable')}
          onPick={(path) =>
            p.change({ expr: writeExpr({ path, calls: fallbackOnly(expr?.calls) }) })
          }
        />
      </Group>
      {problem && (
        <p className={classes.wrong} role="alert">
          {problem}
        </p>
      )}
      {expr && (
        <TextInput
          data-autofocus
          label={t('editor.fallback')}
          description={t('editor.fallback_words')}
          value={String(argOf(expr, 'default') ?? '')}
          maxLength={200}
          onChange={(e) => {
            const arg = e.currentTarget.value
            set('default', arg ? { name: 'default', arg } : undefined)
          }}
        />
      )}
      {expr && field && <FieldFilters type={field.type} expr={expr} set={set} />}
      <PanelEnd {...p} />
    </Stack>
  )
}

function fallbackOnly(calls: Call[] | undefined): Call[] {
  return calls?.filter((call) => call.name === 'default') ?? []
}
