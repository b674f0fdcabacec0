import { type ComponentProps, lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { FormSkeleton } from '@/components/ui/skeletons'
import { FilterPage } from '@/features/filters/filter-page'
import { TemplatePage } from '@/features/templates/template-page'
import type { WizardSlots } from '@/features/wizard/slots'
import { answer, type WizardStep } from '@/features/wizard/state/draft'
import { WizardPage } from '@/features/wizard/wizard-page'
import { paths } from '@/lib/routing/paths'
import { text, useGo, useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'

const Preview = lazy(async () => ({
  default: (await import('@/features/templates/template-preview')).TemplatePreview,
}))
const Change = lazy(async () => ({
  default: (await import('@/features/builder/change-fields')).ChangeFields,
}))
const Call = lazy(async () => ({
  default: (await import('@/features/builder/call-fields')).CallFields,
}))

const slots: WizardSlots = {
  Preview: (props: ComponentProps<WizardSlots['Preview']>) => (
    <Suspense fallback={<FormSkeleton />}>
      <Preview {...props} />
    </Suspense>
  ),
  Change: (props: ComponentProps<WizardSlots['Change']>) => (
    <Suspense fallback={<FormSkeleton />}>
      <Change {...props} problems={[]} readOnly={false} />
    </Suspense>
  ),
  Call: (props: ComponentProps<WizardSlots['Call']>) => (
    <Suspense fallback={<FormSkeleton />}>
      <Call {...props} problems={[]} readOnly={false} />
    </Suspense>
  ),
}

/** The wizard, whose previews and card changes are other features. */
export function NewAutomation() {
  return <WizardPage slots={slots} />
}

/** A filter is made for the wizard, which goes on with it. */
export function NewAutomationFilter() {
  const { back, on, product } = useWizard()
  return (
    <FilterPage
      asked={{
        back,
        onMade: (filter) => {
          answer(product, { filter })
          on('action')
        },
      }}
    />
  )
}

/** A template is made for the wizard, which goes on with it. */
export function NewAutomationTemplate() {
  const { back, on, product } = useWizard()
  return (
    <TemplatePage
      asked={{
        back,
        onMade: (template) => {
          answer(product, { template, decided: true })
          on('name')
        },
      }}
    />
  )
}

const stepOf = z.object({ step: text })

/** A template is made for a step in the builder, which comes back to the step with it. */
export function StepTemplate() {
  const { t } = useTranslation()
  const go = useGo()
  const product = useProduct().product.id
  const here = paths.automation(product, useParam('sequence'))
  const [{ step }] = useView(stepOf)
  return (
    <TemplatePage
      asked={{
        back: { to: here, label: t('builder.title') },
        onMade: (made) => go(here, { step, made }),
      }}
    />
  )
}

function useWizard() {
  const { t } = useTranslation()
  const go = useGo()
  const product = useProduct().product.id
  const here = paths.newAutomation(product)
  return {
    product,
    back: { to: here, label: t('wizard.title') },
    on: (step: WizardStep) => go(here, { step }),
  }
}
