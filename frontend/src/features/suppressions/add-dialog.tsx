import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { fieldError, otherProblems, ProblemList, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import { useAddSuppressions } from './api'

/** Puts one or many pasted addresses on the list; everything wrong is said at once. */
export function AddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<api.AddSuppressionsIn>({ text: '', scope: 'all', note: '' })
  const saver = useAddSuppressions()
  const problems = problemsOf(saver.error)
  const change = (part: Partial<api.AddSuppressionsIn>) => setDraft((d) => ({ ...d, ...part }))
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(draft, {
      onSuccess: ({ added, already }) => {
        const words = [
          (added > 0 || already === 0) && t('consent.added', { count: added }),
          already > 0 && t('consent.already', { count: already }),
        ]
        toast({ title: words.filter(Boolean).join('. ') })
        onClose()
      },
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text span fw={600} fz="lg">
          {t('consent.add')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Textarea
            label={t('consent.add_text')}
            description={t('consent.add_help')}
            required
            autosize
            minRows={4}
            maxRows={12}
            data-autofocus
            value={draft.text}
            onChange={(e) => change({ text: e.currentTarget.value })}
          />
          <ProblemList problems={numbered(problems.filter((p) => p.path === 'text'))} />
          <Radio.Group
            label={t('consent.add_scope')}
            value={draft.scope}
            onChange={(scope) => change({ scope: scope as typeof draft.scope })}
            error={fieldError(problems, 'scope')}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="all" label={t('consent.scope.all')} />
              <Radio
                value="marketing"
                label={t('consent.scope.marketing')}
                description={t('consent.scope_help')}
              />
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('consent.note')}
            description={t('consent.note_help')}
            maxLength={1000}
            value={draft.note}
            onChange={(e) => change({ note: e.currentTarget.value })}
            error={fieldError(problems, 'note')}
          />
          <ProblemList problems={otherProblems(problems, ['text', 'scope', 'note'])} />
          {problems.length === 0 && <ErrorBox error={saver.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={saver.isPending} disabled={!draft.text.trim()}>
              {t('consent.add_do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Problems of one place told apart. */
function numbered<P extends { path: string }>(problems: P[]): P[] {
  return problems.map((p, i) => ({ ...p, path: `${p.path}${i}` }))
}
