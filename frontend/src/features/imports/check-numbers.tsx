import { Text } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconEqual,
  IconPencil,
  IconSparkles,
  IconUserEdit,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './imports.module.css'

/** The dry run in numbers; old ones, while another runs, are pale. */
export function CheckNumbers({ out, old }: { out: api.CheckImportOut; old: boolean }) {
  const { t } = useTranslation()
  const figures: { icon: Icon; tone: string; n: number; key: string }[] = [
    { icon: IconCheck, tone: 'green', n: out.created, key: 'created' },
    { icon: IconUserEdit, tone: 'blue', n: out.updated, key: 'updated' },
    { icon: IconEqual, tone: 'grey', n: out.same, key: 'same' },
    { icon: IconAlertTriangle, tone: 'red', n: out.bad, key: 'bad' },
    { icon: IconPencil, tone: 'grey', n: out.noted, key: 'noted' },
  ]
  const always = ['created', 'bad']
  return (
    <div className={old ? classes.old : undefined}>
      <div className={classes.numbers}>
        {figures
          .filter((f) => f.n > 0 || always.includes(f.key))
          .map((f) => (
            <Figure
              key={f.key}
              icon={f.icon}
              tone={f.n > 0 ? f.tone : 'grey'}
              n={f.n}
              words={t(`imports.${f.key}`, { count: f.n })}
            />
          ))}
      </div>
      <News words={t('imports.new_statuses')} names={out.newStatuses} />
      <News words={t('imports.new_fields')} names={out.newFields} />
      {out.newChoices.map((c) => (
        <News key={c.field} words={t('imports.new_choices', { field: c.field })} names={c.names} />
      ))}
      <News words={t('imports.new_tags')} names={out.newTags} />
    </div>
  )
}

interface FigureProps {
  icon: Icon
  tone: string
  n: number
  words: string
}

function Figure({ icon: Picture, tone, n, words }: FigureProps) {
  const { number } = useFormat()
  return (
    <div className={classes.figure} data-tone={tone}>
      <Picture size={18} aria-hidden />
      <span className={classes.figureNumber}>{number(n)}</span>
      <span className={classes.figureWords}>{words}</span>
    </div>
  )
}

// So many names say what is meant; the rest is only counted.
const shown = 12

function News({ words, names }: { words: string; names: string[] }) {
  const { t } = useTranslation()
  if (names.length === 0) return null
  const rest = names.length - shown
  return (
    <div className={classes.news}>
      <IconSparkles size={16} aria-hidden />
      <Text size="sm">
        {words} <b>{names.slice(0, shown).join(', ')}</b>
        {rest > 0 && ` ${t('imports.and_more', { count: rest })}`}
      </Text>
    </div>
  )
}
