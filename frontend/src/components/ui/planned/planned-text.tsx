import { Text } from '@mantine/core'
import { IconSquareCheck } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { LetterLook } from './letter-look'
import classes from './planned.module.css'

interface PlannedTextProps {
  row: crm.ForecastRow
  text: api.ForecastText
  /** Of the cost; "" where none is known. */
  currency: string
}

/** What a planned step says, as its reader would see it. */
export function PlannedText({ row, text, currency }: PlannedTextProps) {
  const { t } = useTranslation()
  const { money } = useFormat()
  if (!text.subject && !text.html && !text.text) {
    return (
      <Text size="sm" c="dimmed">
        {t('forecast.no_text')}
      </Text>
    )
  }
  if (row.kind === 'sms_client') {
    const cost = currency && row.cost > 0 ? ` · ${money(row.cost, currency)}` : ''
    return (
      <div className={classes.phone}>
        <p className={classes.bubble}>{text.text}</p>
        <Text size="xs" c="dimmed" className="num">
          {row.parts > 0 && t('forecast.parts', { count: row.parts }) + cost}
        </Text>
      </div>
    )
  }
  if (row.kind === 'task_user') {
    return (
      <div className={classes.task}>
        <IconSquareCheck size={18} aria-hidden />
        <div>
          <Text fw={600}>{text.subject}</Text>
          {text.text && <p>{text.text}</p>}
        </div>
      </div>
    )
  }
  if (text.html) {
    const label = t('forecast.text_of', { name: row.toName || row.to || row.cardName })
    return <LetterLook subject={text.subject} html={text.html} label={label} />
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long texts are scrolled by keys
    <pre className={classes.plain} tabIndex={0}>
      {[text.subject, text.text].filter(Boolean).join('\n\n')}
    </pre>
  )
}
