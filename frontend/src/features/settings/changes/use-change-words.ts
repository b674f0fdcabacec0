import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useWorkspace } from '@/lib/workspace/workspace'

/** One line of an entry: what changed, from what to what, in words; equal ones only "changed". */
export interface ChangeLine {
  key: string
  label: string
  before: string
  after: string
}

/** Values that are a choice have words of their own. */
const choices: Record<string, string> = {
  role: 'settings.role',
  state: 'state',
  reentry: 'audit.reentry',
  language: 'audit.language',
  tls: 'settings.tls',
}
const numberText = /^-?[0-9]+([.][0-9]+)?$/
const idText = /^[a-z]+_[0-9a-v]+$/
const firstMoment = 1e12 // milliseconds; no count is that large

/** Says what the log of changes holds as the screens say it. */
export function useChangeWords() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { users, products } = useWorkspace()
  const value = (field: string, raw: string) => {
    const leaf = field.split('.').at(-1) ?? field
    const choice = choices[leaf] && `${choices[leaf]}.${raw}`
    if (choice && raw && i18n.exists(choice)) return t(choice)
    if (raw === 'true' || raw === 'false') return t(raw === 'true' ? 'common.yes' : 'common.no')
    if (numberText.test(raw)) {
      const n = Number(raw)
      return n >= firstMoment ? format.moment(n) : n === 0 && leaf !== 'port' ? '' : raw
    }
    if (!idText.test(raw)) return raw
    const user = users.find((u) => u.id === raw)
    return user?.name ?? products.find((p) => p.product.id === raw)?.product.name ?? ''
  }
  const label = (field: string) => {
    const leaf = field.split('.').at(-1) ?? field
    const known = [field, leaf].find((f) => i18n.exists(`audit.field.${f}`))
    return t(`audit.field.${known ?? 'other'}`)
  }
  const lines = (change: crm.Change): ChangeLine[] => {
    const seen = new Map<string, ChangeLine>()
    for (const s of change.subjects)
      for (const f of s.fields) {
        const line = {
          label: label(f.field),
          before: value(f.field, f.before),
          after: value(f.field, f.after),
        }
        const key = `${line.label}|${line.before}|${line.after}`
        seen.set(key, { key, ...line })
      }
    return [...seen.values()]
  }
  return { lines }
}
