import { Button, CopyButton, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconCopy,
  IconHelpCircle,
  IconPlus,
} from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { Say } from '@/components/ui/say'
import classes from './probe.module.css'

const pictures = {
  good: IconCheck,
  warning: IconAlertTriangle,
  missing: IconPlus,
  unknown: IconHelpCircle,
}

/** What stands in the DNS, line by line, and what to add. */
export function AdviceLines({ lines }: { lines: crm.MailAdvice[] }) {
  const { t } = useTranslation()
  return (
    <ul className={classes.steps}>
      {lines.map((line) => {
        const Picture = pictures[line.state]
        return (
          <li key={line.kind} className={classes.step} data-state={line.state}>
            <Picture
              size={18}
              className={classes.mark}
              aria-label={t(`account.advice_${line.state}`)}
            />
            <div className={classes.words}>
              <Text size="sm" className={classes.said}>
                <Say of={line.say} />
              </Text>
              {line.found && <p className={classes.quote}>{line.found}</p>}
              {line.add && <RecordToAdd record={line.add} />}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function RecordToAdd({ record }: { record: crm.DNSRecord }) {
  const { t } = useTranslation()
  return (
    <dl className={classes.record}>
      <dt>{t('account.record_name')}</dt>
      <dd>{record.name}</dd>
      <dd>
        <CopyText text={record.name} />
      </dd>
      <dt>{t('account.record_type')}</dt>
      <dd>{record.type}</dd>
      <dd />
      <dt>{t('account.record_value')}</dt>
      <dd>{record.value}</dd>
      <dd>
        <CopyText text={record.value} />
      </dd>
    </dl>
  )
}

function CopyText({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={copied ? <IconCheck size={12} /> : <IconCopy size={12} />}
          onClick={copy}
        >
          {t(copied ? 'account.copied' : 'account.copy')}
        </Button>
      )}
    </CopyButton>
  )
}
