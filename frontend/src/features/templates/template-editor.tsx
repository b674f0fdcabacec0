import { Button, Stack, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { api, merge } from '@wails/go/models'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { Page } from '@/components/ui/page'
import { fieldError } from '@/components/ui/problems'
import { UsedBy } from '@/components/ui/used-by'
import { paths } from '@/lib/routing/paths'
import { useGo, useGoFromGone } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { ContentFields } from './content-fields'
import classes from './editor.module.css'
import { EditorActions } from './editor-actions'
import { HitsLine } from './hits-line'
import { KindChoice } from './kind-choice'
import { PdfPreview } from './preview/pdf-preview'
import { PreviewPanel } from './preview/preview-panel'
import { useLivePreview } from './preview/use-live-preview'
import { ShownCard } from './shown-card'
import type { Kind } from './state/draft'
import { TemplateMenu } from './template-menu'
import type { AskedForTemplate } from './template-page'
import { TitleAside } from './title-aside'
import { useFirstProblem } from './use-first-problem'
import { useTemplateDraft } from './use-template-draft'

interface TemplateEditorProps {
  product: string
  /** What is saved; undefined for a new template. */
  row: api.TemplateRow | undefined
  /** What a new template begins as. */
  kind: Kind
  /** Where a new template goes; "" for no folder. */
  folder: string
  variables: merge.Field[]
  /** What wants a new template of this kind, and goes on with it. */
  asked?: AskedForTemplate | undefined
}

/** The editor of a template: the text, and beside it how it looks as a real card. */
export function TemplateEditor(p: TemplateEditorProps) {
  const { product, row, kind, folder, variables, asked } = p
  const { t } = useTranslation()
  const go = useGo()
  const goFromGone = useGoFromGone()
  const admin = useIsAdmin()
  const form = useTemplateDraft(product, row, kind, folder)
  const { draft, change, error } = form
  const live = useLivePreview(product, draft)
  const problems = form.shown(live.problems)
  const fields = useRef<HTMLDivElement>(null)
  useFirstProblem(fields, error)

  const save = async () => {
    const saved = await form.save()
    if (saved && asked) asked.onMade(saved.template.id)
    else if (saved && !row) go(paths.template(product, saved.template.id))
  }
  useHotkeys([['mod+S', () => void (admin && save())]], [])
  const unexplained = error && (error.code !== 'invalid' || error.problems.length === 0)
  return (
    <Page
      title={row?.template.name ?? t(`templates.new_kind.${draft.kind}`)}
      back={asked?.back ?? { to: paths.templates(product), label: t('templates.title') }}
      aside={<TitleAside kind={row && draft.kind} />}
      subtitle={row && row.usedBy.length > 0 && <UsedLine row={row} product={product} />}
      actions={
        <>
          <EditorActions product={product} row={row} form={form} live={live} />
          {row && (
            <TemplateMenu
              row={row}
              product={product}
              onGone={() => goFromGone(paths.templates(product))}
            />
          )}
          {admin && (
            <Button onClick={() => void save()} loading={form.saving} disabled={!form.dirty}>
              {t(asked ? 'ui.save_and_go_on' : 'common.save')}
            </Button>
          )}
        </>
      }
    >
      <LeaveGuard dirty={form.lost} onSave={async () => Boolean(await form.save())} />
      <div className={classes.layout}>
        <ShownCard value={live.answer?.card ?? ''}>
          <Stack gap="md" className={classes.form} ref={fields}>
            {unexplained && <ErrorBox error={error} />}
            {!row && !asked && (
              <KindChoice value={draft.kind} onChange={(k) => change({ kind: k })} />
            )}
            <TextInput
              label={t('templates.name')}
              description={t('templates.name_words')}
              value={draft.name}
              onChange={(e) => change({ name: e.currentTarget.value })}
              error={fieldError(problems, 'name')}
              maxLength={200}
              readOnly={!admin}
              autoFocus={!row}
            />
            <ContentFields
              form={form}
              product={product}
              variables={variables}
              problems={problems}
              readOnly={!admin}
            />
          </Stack>
        </ShownCard>
        {draft.kind === 'pdf' ? (
          <PdfPreview
            product={product}
            draft={draft}
            onChange={admin ? change : undefined}
            live={live}
            variables={variables}
          />
        ) : (
          <PreviewPanel
            draft={draft}
            live={live}
            variables={variables}
            onChange={admin ? change : undefined}
          />
        )}
      </div>
    </Page>
  )
}

function UsedLine({ row, product }: { row: api.TemplateRow; product: string }) {
  const { t } = useTranslation()
  return (
    <span className={classes.usedLine}>
      {t('templates.used_in')} <UsedBy uses={row.usedBy} product={product} />
      {row.usedBy.some((use) => use.active) && <span>· {t('templates.used_now')}</span>}
      {['email', 'sms'].includes(row.template.kind) && <HitsLine template={row.template.id} />}
    </span>
  )
}
