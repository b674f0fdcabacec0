import { Radio, Text } from '@mantine/core'
import { IconFileImport, IconPlant2, IconSparkles } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft'
import type { StepProps } from './step-props'
import classes from './welcome.module.css'

const ways = [
  ['sample', IconSparkles],
  ['import', IconFileImport],
  ['empty', IconPlant2],
] as const

/** How to start: with sample data, with one's own file, or empty. */
export function BeginStep({ draft, change }: StepProps) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      aria-label={t('welcome.title.2')}
      value={draft.start}
      onChange={(start) => change({ start: start as Draft['start'] })}
    >
      <div className={classes.ways}>
        {ways.map(([way, Picture]) => (
          <Radio.Card key={way} value={way} className={classes.way} autoFocus={way === draft.start}>
            <span className={classes.picture} aria-hidden>
              <Picture size={20} stroke={1.75} />
            </span>
            <span>
              <Text span display="block" fw={600}>
                {t(`welcome.start.${way}`)}
              </Text>
              <Text span display="block" size="sm" c="dimmed">
                {t(`welcome.start.${way}_words`)}
              </Text>
            </span>
            <Radio.Indicator ml="auto" />
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
