import { Group, Text } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconCopy,
  IconPencil,
  IconSparkles,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import classes from './imports.module.css'

/** The dry run in numbers. */
export function CheckNumbers({ out }: { out: api.CheckImportOut }) {
  const { t } = useTranslation()
  return (
    <div>
      <div className={classes.numbers}>
        <Figure
          icon={IconCheck}
          tone="green"
          n={out.good}
          words={t('imports.good', { count: out.good })}
        />
        <Figure
          icon={IconAlertTriangle}
          tone={out.bad ? 'red' : 'grey'}
          n={out.bad}
          words={t('imports.bad', { count: out.bad })}
        />
        <Figure
          icon={IconCopy}
          tone={out.existing ? 'amber' : 'grey'}
          n={out.existing}
          words={t('imports.existing', { count: out.existing })}
        />
        <Figure
          icon={IconPencil}
          tone="grey"
          n={out.noted}
          words={t('imports.noted', { count: out.noted })}
        />
      </div>
      <News words={t('imports.new_statuses')} names={out.newStatuses} />
      <News words={t('imports.new_fields')} names={out.newFields} />
    </div>
  )
}

function Figure({
  icon: Picture,
  tone,
  n,
  words,
}: {
  icon: Icon
  tone: string
  n: number
  words: string
}) {
  const { number } = useFormat()
  return (
    <div className={classes.figure} data-tone={tone}>
      <Picture size={18} aria-hidden />
      <span className={classes.figureNumber}>{number(n)}</span>
      <span className={classes.figureWords}>{words}</span>
    </div>
  )
}

function News({ words, names }: { words: string; names: string[] }) {
  if (names.length === 0) return null
  return (
    <Group gap={6} mt="sm" wrap="nowrap" align="flex-start">
      <IconSparkles size={16} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
      <Text size="sm">
        {words} <b>{names.join(', ')}</b>
      </Text>
    </Group>
  )
}
