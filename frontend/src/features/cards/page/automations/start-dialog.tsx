import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconFilterOff } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { KindIcon } from '@/components/ui/step-kind'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { useCardActions, useForesight } from '../api'
import { cardToast } from '../card-toast'
import classes from './start.module.css'

interface StartDialogProps {
  view: api.CardView
  sequence: crm.Sequence
  onClose: () => void
}

/** What starting an automation for the card will do, before it does. */
export function StartDialog({ view, sequence, onClose }: StartDialogProps) {
  const { t } = useTranslation()
  const { name, id } = sequence
  const { data, error } = useForesight(view.card.id, id)
  const { start } = useCardActions(view.card.id)
  const anyway = data?.matches === false
  const run = () =>
    start.mutateAsync({ sequence: id, anyway }).then(({ undo }) => {
      onClose()
      cardToast({ title: t('cards.started', { name }), undo })
    }, toastError)
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('card.start_title', { name })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <ErrorBox error={error} />
        {!data && !error && <LinesSkeleton count={3} />}
        {anyway && (
          <Alert color="yellow" variant="outline" icon={<IconFilterOff size={18} />}>
            {t('card.start_no_match')}
          </Alert>
        )}
        {data && (
          <ol className={classes.steps} aria-label={t('card.will_happen')}>
            {data.steps.map((s) => (
              <li key={s.position} className={classes.step}>
                <KindIcon kind={s.kind} size={16} />
                <span className="clip" title={s.template}>
                  {t(`kind.${s.kind}`)}: {s.template}
                </span>
                <span className={classes.when}>
                  <When at={s.at} />
                </span>
              </li>
            ))}
          </ol>
        )}
        {data && (
          <Text size="sm" c="dimmed">
            {t('card.start_words')}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={!data || data.live}
            loading={start.isPending}
            onClick={() => void run()}
          >
            {t(anyway ? 'cards.start_anyway' : 'cards.start')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
