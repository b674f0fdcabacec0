import { type ComponentProps, lazy, Suspense } from 'react'
import { FormSkeleton } from '@/components/ui/skeletons'
import { BuilderPage } from '@/features/builder/builder-page'
import type { BuilderSlots } from '@/features/builder/slots'

const Conditions = lazy(async () => ({
  default: (await import('@/features/filters/conditions-editor')).ConditionsEditor,
}))
const Preview = lazy(async () => ({
  default: (await import('@/features/templates/template-preview')).TemplatePreview,
}))

const slots: BuilderSlots = { Conditions: LateConditions, Preview: LatePreview }

/** The builder, whose conditions and previews are other features. */
export function Automation() {
  return <BuilderPage slots={slots} />
}

function LateConditions(props: ComponentProps<BuilderSlots['Conditions']>) {
  return (
    <Suspense fallback={<FormSkeleton />}>
      <Conditions {...props} />
    </Suspense>
  )
}

function LatePreview(props: ComponentProps<BuilderSlots['Preview']>) {
  return (
    <Suspense fallback={<FormSkeleton />}>
      <Preview {...props} />
    </Suspense>
  )
}
