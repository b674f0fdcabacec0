import { Button } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { useAnswerMoved } from './api'
import classes from './standstill.module.css'

/** Moved or copied? Two that both send would send everything twice. */
export function MovedAnswer() {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const answer = useAnswerMoved()
  const ask = async (choice: api.MovedIn['answer']) => {
    const yes = await confirm({
      title: t(`standstill.${choice}_ask`),
      children: t(`standstill.${choice}_text`),
      action: t(choice === 'moved' ? 'standstill.moved_yes' : 'standstill.copied_do'),
    })
    if (yes) answer.mutate(choice, { onError: toastError })
  }
  return (
    <div className={classes.answers}>
      <Button
        size="xs"
        variant="default"
        disabled={answer.isPending}
        onClick={() => void ask('copied')}
      >
        {t('standstill.moved_copy')}
      </Button>
      <Button size="xs" loading={answer.isPending} onClick={() => void ask('moved')}>
        {t('standstill.moved_yes')}
      </Button>
    </div>
  )
}
