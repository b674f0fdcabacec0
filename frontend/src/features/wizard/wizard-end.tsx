import { Button, Group } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './wizard.module.css'

interface WizardEndProps {
  onBack: () => void
  /** Missing while there is no answer. */
  onNext?: (() => void) | undefined
  /** What the last button says. */
  next?: string
  loading?: boolean
  submit?: boolean
}

/** Back, which keeps everything, and on. */
export function WizardEnd({ onBack, onNext, next, loading, submit }: WizardEndProps) {
  const { t } = useTranslation()
  return (
    <Group className={classes.end} justify="space-between">
      <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
        {t('wizard.back')}
      </Button>
      {(onNext || submit) && (
        <Button onClick={onNext} loading={Boolean(loading)} type={submit ? 'submit' : 'button'}>
          {next ?? t('wizard.next')}
        </Button>
      )}
    </Group>
  )
}
