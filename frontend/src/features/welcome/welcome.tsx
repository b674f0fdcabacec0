import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems, problemsOf } from '@/components/ui/problems'
import { useFocusError } from '@/components/ui/use-focus-error'
import { ApiError } from '@/lib/api/client'
import { type Language, setLanguage } from '@/lib/i18n/setup'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSetUp } from './api'
import { BeginStep } from './begin-step'
import { CompanyStep } from './company-step'
import { answered, type Draft, firstDraft, questionOf, questions, setUpOf } from './draft'
import { Story } from './story'
import classes from './welcome.module.css'
import { YouStep } from './you-step'

/** The first run: three short questions, then how to start. */
export function Welcome() {
  const { t, i18n } = useTranslation()
  const { machineZone, countries } = useWorkspace()
  const [draft, setDraft] = useState(() => firstDraft(machineZone, countries, navigator.languages))
  const [question, setQuestion] = useState(0)
  const setUp = useSetUp(draft.start)
  const problems = problemsOf(setUp.error)
  const last = question === questions.length - 1
  const change = (part: Partial<Draft>) => setDraft((d) => ({ ...d, ...part }))
  const form = useFocusError(setUp.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (!last) return setQuestion(question + 1)
    setUp.mutate(setUpOf(draft, i18n.language), {
      onError: (error) => setQuestion(questionOf(problemsOf(error).map((p) => p.path))),
    })
  }
  const parts = { draft, change, problems }
  return (
    <div className={classes.page}>
      <Story />
      <main className={classes.side}>
        <SegmentedControl
          size="xs"
          aria-label={t('shell.language')}
          value={i18n.language}
          onChange={(l) => void setLanguage(l as Language)}
          data={[
            { value: 'en', label: 'English' },
            { value: 'ro', label: 'Română' },
            { value: 'hu', label: 'Magyar' },
          ]}
          className={classes.language}
        />
        <form ref={form} className={classes.form} onSubmit={submit} noValidate>
          <Progress at={question} />
          <div>
            <Title order={1} className={classes.title}>
              {t(`welcome.title.${question}`)}
            </Title>
            <Text c="dimmed" mt={4}>
              {t(`welcome.words.${question}`)}
            </Text>
          </div>
          <div className={classes.fields} key={question}>
            {question === 0 && <YouStep {...parts} />}
            {question === 1 && <CompanyStep {...parts} countries={countries} />}
            {question === 2 && <BeginStep {...parts} />}
          </div>
          {setUp.error instanceof ApiError &&
            otherProblems(problems, questions.flat()).length === problems.length && (
              <ErrorBox error={setUp.error} />
            )}
          <Group justify="space-between" mt="sm">
            {question > 0 ? (
              <Button
                variant="default"
                onClick={() => setQuestion(question - 1)}
                disabled={setUp.isPending}
              >
                {t('common.back')}
              </Button>
            ) : (
              <span />
            )}
            <Button
              type="submit"
              disabled={!answered(draft, question)}
              loading={setUp.isPending}
              rightSection={<IconArrowRight size={16} />}
            >
              {last ? t(`welcome.go.${draft.start}`) : t('common.next')}
            </Button>
          </Group>
        </form>
      </main>
    </div>
  )
}

function Progress({ at }: { at: number }) {
  const { t } = useTranslation()
  return (
    <div
      className={classes.progress}
      role="progressbar"
      aria-valuemin={1}
      aria-valuemax={questions.length}
      aria-valuenow={at + 1}
      aria-label={t('welcome.progress', { at: at + 1, total: questions.length })}
    >
      {questions.map((q, i) => (
        <span key={q[0]} data-done={i <= at || undefined} />
      ))}
    </div>
  )
}
