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

const Forecast = lazy(async () => ({
  default: (await import('@/features/forecast/forecast-over')).ForecastOver,
}))
const Tests = lazy(async () => ({
  default: (await import('@/features/sandbox/tests-line')).TestsLine,
}))

const slots: BuilderSlots = {
  Conditions: LateConditions,
  Preview: LatePreview,
  Forecast: LateForecast,
  Tests: LateTests,
}

/** The builder, whose conditions, previews, forecast and tests are other features. */
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

function LateForecast(props: ComponentProps<BuilderSlots['Forecast']>) {
  return (
    <Suspense>
      <Forecast {...props} />
    </Suspense>
  )
}

function LateTests(props: ComponentProps<BuilderSlots['Tests']>) {
  return (
    <Suspense>
      <Tests {...props} />
    </Suspense>
  )
}
