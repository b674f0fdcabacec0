import { Button, Stepper } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Page } from '@/components/ui/page'
import { paths } from '@/lib/routing/paths'
import { text, useGo, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { ActionStep } from './action-step'
import { useFilters, useTemplates } from './api'
import { FilterStep } from './filter-step'
import { NameStep } from './name-step'
import type { WizardSlots } from './slots'
import {
  dropDraft,
  emptyDraft,
  keepDraft,
  reachable,
  readDraft,
  steps,
  type WizardDraft,
  type WizardStep,
} from './state/draft'
import { TemplateStep } from './template-step'
import classes from './wizard.module.css'

const viewSchema = z.object({ step: z.enum(steps).catch('filter'), folder: text, filter: text })

/** Makes an automation by four questions: for which cards, what first, with which text, under what name. */
export function WizardPage({ slots }: { slots: WizardSlots }) {
  const { t } = useTranslation()
  const go = useGo()
  const product = useProduct().product.id
  const [view] = useView(viewSchema)
  const [draft, setDraft] = useState(() => begun(product, view))
  const step = reachable(draft, view.step)
  useEffect(() => keepDraft(product, draft), [product, draft])

  const here = paths.newAutomation(product)
  const at = (next: WizardStep) => go(here, { step: next })
  /** Takes an answer and goes on to a step. */
  const tell = (part: Partial<WizardDraft>, next?: WizardStep) => {
    const told = { ...draft, ...part }
    keepDraft(product, told)
    setDraft(told)
    if (next) at(next)
  }
  const anew = () => {
    dropDraft(product)
    setDraft(emptyDraft)
    at('filter')
  }
  const answers = useAnswers(product, draft)
  const begins = draft.filter !== '' || draft.kind !== ''
  return (
    <Page
      title={t('wizard.title')}
      back={{ to: paths.automations(product), label: t('sequences.title') }}
      subtitle={t('wizard.words')}
      actions={
        begins && (
          <Button variant="subtle" color="gray" onClick={anew}>
            {t('wizard.anew')}
          </Button>
        )
      }
    >
      <div className={classes.wizard}>
        <Stepper
          active={steps.indexOf(step)}
          onStepClick={(n) => at(steps[n] ?? 'filter')}
          size="sm"
          iconSize={28}
          aria-label={t('wizard.questions')}
          classNames={{ steps: classes.steps, stepBody: classes.stepBody }}
        >
          {steps.map((name) => (
            <Stepper.Step
              key={name}
              label={t(`wizard.step.${name}`)}
              description={answers[name] || t(`wizard.step.${name}_words`)}
              allowStepSelect={reachable(draft, name) === name}
            />
          ))}
        </Stepper>
        {step === 'filter' && <FilterStep {...{ product, draft, tell }} />}
        {step === 'action' && <ActionStep {...{ product, draft, tell, at }} />}
        {step === 'template' && <TemplateStep {...{ product, draft, tell, at, slots }} />}
        {step === 'name' && <NameStep {...{ product, draft, tell, at }} />}
      </div>
    </Page>
  )
}

// A filter in the address comes from the button of the filters: it begins a new draft with that filter.
function begun(product: string, view: z.output<typeof viewSchema>): WizardDraft {
  const kept = readDraft(product)
  const folder = view.folder || kept.folder
  if (!view.filter || view.filter === kept.filter) return { ...kept, folder }
  return { ...emptyDraft, folder, filter: view.filter }
}

/** What was answered, in words, below each question. */
function useAnswers(product: string, draft: WizardDraft): Record<WizardStep, string> {
  const { t } = useTranslation()
  const filters = useFilters(product).data ?? []
  const templates = useTemplates(product).data ?? []
  const filter = filters.find((row) => row.filter.id === draft.filter)?.filter.name ?? ''
  const chosen = templates.find((row) => row.template.id === draft.template)?.template.name ?? ''
  const later =
    draft.decided && draft.kind !== 'change_card' && draft.kind !== 'webhook'
      ? t('wizard.later')
      : ''
  return {
    filter,
    action: draft.kind ? t(`kind.${draft.kind}`) : '',
    template: chosen || later,
    name: draft.name,
  }
}
