import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, otherProblems, ProblemList, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useSaveLink } from './api'
import { type Draft, usualDays, variableOf } from './draft'
import { LinkCounts } from './link-counts'
import { type ChangeEditor, LinkFields } from './link-fields'

interface LinkDrawerProps {
  draft: Draft
  /** What is saved of it; missing for a new one. */
  row: api.LinkRow | undefined
  changeEditor: ChangeEditor
  onClose: () => void
}

const shown = 'name slug kind label days question thanks target change'.split(' ')

/** Makes a link, or changes it and shows what came of it. */
export function LinkDrawer({ draft: saved, row, changeEditor, onClose }: LinkDrawerProps) {
  const { t } = useTranslation()
  const readOnly = !useIsAdmin()
  const saving = useSaveLink()
  const [draft, setDraft] = useState(saved)
  const problems = problemsOf(saving.error)
  const form = useFocusError(saving.error)
  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch })
  const named = row?.usedBy.some(({ noun }) => noun === 'template')
  const save = (e: FormEvent) => {
    e.preventDefault()
    saving.mutate(draft, {
      onSuccess: () => {
        toast({ title: t('link.saved', { name: draft.name }) })
        onClose()
      },
    })
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={row ? row.link.name : t('link.new')}
      footer={
        !readOnly && (
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" form="link-form" loading={saving.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        )
      }
    >
      <form id="link-form" ref={form} onSubmit={save} noValidate>
        <Stack gap="md">
          {row && <LinkCounts id={row.link.id} />}
          <TextInput
            label={t('link.name')}
            description={t('link.name_hint')}
            value={draft.name}
            onChange={(e) => set({ name: e.currentTarget.value })}
            error={fieldError(problems, 'name')}
            readOnly={readOnly}
            required
            data-autofocus={!row || undefined}
          />
          {row && (
            <TextInput
              label={t('link.slug')}
              description={named ? t('link.slug_fixed') : variableOf(draft.slug)}
              value={draft.slug}
              onChange={(e) => set({ slug: e.currentTarget.value })}
              error={fieldError(problems, 'slug')}
              readOnly={readOnly || named}
            />
          )}
          <div>
            <Text size="sm" fw={500} mb={4} id="link-kind">
              {t('link.does')}
            </Text>
            <SegmentedControl
              fullWidth
              aria-labelledby="link-kind"
              value={draft.kind}
              onChange={(kind) => set({ kind: kind as Draft['kind'] })}
              data={(['change', 'open'] as const).map((value) => ({
                value,
                label: t(`link.kind.${value}`),
              }))}
              readOnly={readOnly}
            />
          </div>
          <LinkFields
            draft={draft}
            problems={problems}
            readOnly={readOnly}
            onChange={set}
            changeEditor={changeEditor}
          />
          <NumberInput
            label={t('link.days')}
            description={t('link.days_hint')}
            value={draft.days}
            onChange={(n) => set({ days: Number(n) || usualDays })}
            min={1}
            max={365}
            allowDecimal={false}
            error={fieldError(problems, 'days')}
            readOnly={readOnly}
            w={200}
          />
          <ProblemList problems={[...new Set(problems.filter((p) => p.path === 'change'))]} />
          <ProblemList problems={otherProblems(problems, shown)} />
          {problems.length === 0 && saving.error && <ErrorBox error={saving.error} />}
        </Stack>
      </form>
    </SideDrawer>
  )
}
