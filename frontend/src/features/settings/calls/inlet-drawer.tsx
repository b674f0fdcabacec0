import { Button, Stack } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems, ProblemList, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useProducts } from '@/lib/workspace/workspace'
import { useInlet, useSaveInlet, useTryInlet } from './api'
import { inletDraft, lastCall, pretty } from './draft'
import { InletAddress } from './inlet-address'
import { InletForm } from './inlet-form'
import { TriedCall } from './tried-call'

const shown = ['name', 'maps', 'route', 'sample']

/** An address for other programs as a form, with a test; a new one then shows where they call. */
export function InletDrawer({ inlet, onClose }: { inlet?: crm.Inlet; onClose: () => void }) {
  const { t } = useTranslation()
  const product = useProducts()[0]?.product.id ?? ''
  const [draft, setDraft] = useState(() => inletDraft(product, inlet))
  const [sample, setSample] = useState('')
  const last = lastCall(useInlet(inlet?.id ?? '').data?.calls ?? [])
  const saver = useSaveInlet()
  const tester = useTryInlet()
  const error = saver.error ?? tester.error
  const problems = problemsOf(error)
  const form = useFocusError(error)
  if (saver.data?.path) return <InletAddress made={saver.data} onClose={onClose} />
  const save = (e: FormEvent) => {
    e.preventDefault()
    tester.reset()
    saver.mutate(draft, {
      onSuccess: (saved) => {
        if (saved.path) return
        toast({ title: t('settings.account_saved', { name: saved.inlet.name }) })
        onClose()
      },
    })
  }
  const test = (text = sample) => {
    saver.reset()
    tester.mutate({ inlet: draft, sample: text })
  }
  const tried = tester.data
  const places = tried?.places ?? (last && pretty(last.call.body) === sample ? last.places : [])
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={t(inlet ? 'incoming.inlet_edit' : 'incoming.inlet_new')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="default" loading={tester.isPending} onClick={() => test()}>
            {t('incoming.test')}
          </Button>
          <Button type="submit" form="inlet" loading={saver.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id="inlet" ref={form} onSubmit={save} noValidate>
        <InletForm
          draft={draft}
          sample={sample}
          places={places}
          problems={problems}
          change={(part) => setDraft((d) => ({ ...d, ...part }))}
          onSample={setSample}
          onLast={last && (() => setSample(pretty(last.call.body)))}
        />
        <Stack gap="sm" mt="sm">
          <ProblemList problems={otherProblems(problems, shown)} />
          {problems.length === 0 && <ErrorBox error={error} />}
          {tried && (
            <TriedCall key={tester.submittedAt} result={tried} product={draft.route.product} />
          )}
        </Stack>
      </form>
    </SideDrawer>
  )
}
