import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { When } from '@/components/ui/when'
import { backend } from '@/lib/api/client'
import { useJob } from '@/lib/jobs/use-job'
import { usePreviewStart } from './api'
import { CardChooser, type Chosen } from './card-chooser'
import { StartPreview } from './start-preview'

interface StartDialogProps {
  running: api.RunningOut
  onClose: () => void
}

/** Starts cards by hand, from the beginning or at a step; asks when they don't match the filter. */
export function StartDialog({ running, onClose }: StartDialogProps) {
  const { t } = useTranslation()
  const steps = running.steps.filter((s) => !s.gone && !s.disabled)
  const [cards, setCards] = useState<Chosen[]>([])
  const [step, setStep] = useState(steps[0]?.id ?? '')
  const [anyway, setAnyway] = useState(false)
  const ids = cards.map((c) => c.id)
  const action: api.BulkAction = {
    kind: 'start',
    status: '',
    owner: '',
    tags: [],
    field: '',
    value: null,
    sequence: running.sequence,
    step: step === steps[0]?.id ? '' : step,
    anyway,
  }
  const preview = usePreviewStart(ids, action)
  const job = useJob('enrolment', () => {})
  const begin = useMutation({
    mutationFn: () =>
      backend.StartBulk({
        pick: { ids, list: undefined, except: [] },
        action,
        count: ids.length,
      }),
    onSuccess: (started) => {
      job.follow(started)
      onClose()
    },
  })
  const seen = ids.length > 0 && !preview.isPlaceholderData ? preview.data : undefined
  const at = steps.find((s) => s.id === step)
  const strange = seen?.skipped.some((k) => k.why.key === 'bulk.skip.no_match') ?? false
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (seen && seen.changes > 0) begin.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      title={
        <Text span fw={600} fz="lg">
          {t('running.start_title', { name: running.name })}
        </Text>
      }
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <CardChooser product={running.product} cards={cards} onChange={setCards} />
          <Select
            label={t('running.start_at')}
            allowDeselect={false}
            data={steps.map((s) => ({
              value: s.id,
              label: `${s.position}. ${s.template || t(`kind.${s.kind}`)}`,
            }))}
            value={step}
            onChange={(id) => setStep(id ?? '')}
          />
          <Text size="sm" c="dimmed">
            {at && at.id !== steps[0]?.id && `${t('running.start_skips')} `}
            {at && at.start > 0 ? (
              <>
                {t('running.start_when')} <When at={at.start} />
              </>
            ) : (
              t('running.start_by_date')
            )}
          </Text>
          {(strange || anyway) && (
            <Checkbox
              label={t('running.start_anyway')}
              checked={anyway}
              onChange={(e) => setAnyway(e.currentTarget.checked)}
            />
          )}
          <ErrorBox error={begin.error ?? preview.error} />
          <StartPreview preview={seen} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={begin.isPending} disabled={!seen || seen.changes === 0}>
              {t('running.start_now', { count: seen?.changes ?? 0 })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
