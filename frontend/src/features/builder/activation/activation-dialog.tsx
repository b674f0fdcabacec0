import { Stack, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { useActivate, useActivationPreview } from '../api'
import { ActivationFooter } from './activation-footer'
import { useForecastOf, usePreflight, useReactivation } from './api'
import { Checks } from './checks'
import { ConfirmNumber } from './confirm-number'
import { MidwayChoice } from './midway-choice'
import { ScopeChoice } from './scope-choice'

interface ActivationDialogProps {
  view: api.SequenceView
  onClose: () => void
}

/** Asks whom an automation starts for, after showing what each answer would do. */
export function ActivationDialog({ view, onClose }: ActivationDialogProps) {
  const { t } = useTranslation()
  const { id, name, product, filter } = view.sequence
  const preview = useActivationPreview(id)
  const activate = useActivate()
  const [scope, setScope] = useState<api.ActivateIn['scope']>('new')
  const [midway, setMidway] = useState<api.ActivateIn['midway']>('keep')
  const [typed, setTyped] = useState<number | string>('')
  const [looking, setLooking] = useState(false)
  const data = preview.data
  const forecast = useForecastOf(id)
  const job = forecast.out?.job.id ?? ''
  const found = usePreflight(id, job, scope).data
  const foretold = useReactivation(id, (data?.midway ?? 0) > 0)
  const answer = foretold.out?.choices.find((c) => c.midway === midway)
  const day = firstDay(scope, data, answer)
  const confirm = day?.confirm ?? 0
  const run = () =>
    activate.mutate(
      { id, scope, midway, confirm },
      {
        onSuccess: () => {
          onClose()
          toast({ title: t('activation.done', { name }) })
        },
      },
    )
  const ready =
    data !== undefined &&
    data.problems.length === 0 &&
    (data.midway === 0 || answer !== undefined || foretold.failed === true) &&
    (confirm === 0 || typed === confirm)
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      closeOnEscape={!looking}
      title={
        <Text span fw={600} fz="lg">
          {t('activation.title', { name })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {!data && !preview.error && <LinesSkeleton count={6} />}
        <ErrorBox error={preview.error} onRetry={() => void preview.refetch()} />
        {data && data.midway > 0 && (
          <MidwayChoice
            count={data.midway}
            {...{ midway, foretold, product }}
            onChange={setMidway}
            onLook={setLooking}
          />
        )}
        {data && (
          <ScopeChoice
            {...{ scope, forecast, product, filter }}
            onChange={setScope}
            preview={data}
            starts={answer?.starts ?? data.starts}
          />
        )}
        {data && found && (
          <Checks
            {...{ found, product, job, scope, onClose }}
            testMode={data.testMode}
            unseen={forecast.failed === true}
            onLook={setLooking}
          />
        )}
        {day && confirm > 0 && <ConfirmNumber day={day} typed={typed} onChange={setTyped} />}
        <ErrorBox error={activate.error} />
        <ActivationFooter
          {...{ forecast, product, onClose }}
          sequence={id}
          ready={ready}
          pending={activate.isPending}
          onRun={run}
        />
      </Stack>
    </Modal>
  )
}

/** The first day of an answer, whose number must be typed where it is large. */
function firstDay(
  scope: api.ActivateIn['scope'],
  preview: api.ActivationOut | undefined,
  answer: api.ReactivationChoice | undefined,
): api.ClientDay | undefined {
  if (answer) return scope === 'all' ? answer.all : answer.new
  return scope === 'all' ? preview?.firstDay : undefined
}
