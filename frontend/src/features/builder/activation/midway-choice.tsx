import { Radio, Stack } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './activation.module.css'

interface MidwayChoiceProps {
  count: number
  midway: api.ActivateIn['midway']
  onChange: (midway: api.ActivateIn['midway']) => void
}

const answers: api.ActivateIn['midway'][] = ['keep', 'shift', 'end']

/** What happens to the cards that were midway when the automation was paused. */
export function MidwayChoice({ count, midway, onChange }: MidwayChoiceProps) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      value={midway}
      onChange={(value) => onChange(value as api.ActivateIn['midway'])}
      label={t('activation.midway.question', { count })}
      labelProps={{ className: classes.question }}
    >
      <Stack gap={8} mt={6}>
        {answers.map((answer) => (
          <Radio
            key={answer}
            value={answer}
            label={t(`activation.midway.${answer}`)}
            description={t(`activation.midway.${answer}_help`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
