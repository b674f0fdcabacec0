import { Alert, List } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiError, type Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'

const above = (path: string, problem: Problem) =>
  problem.path === path ||
  problem.path.startsWith(`${path}.`) ||
  problem.path.startsWith(`${path}[`)

/** The problems of an error, none for anything else. */
export function problemsOf(error: unknown): Problem[] {
  return error instanceof ApiError ? error.problems : []
}

/** What is wrong with an input field, in words for its `error` property; undefined where nothing is. */
export function fieldError(problems: Problem[], ...paths: string[]): string | undefined {
  const mine = problems.filter((p) => paths.some((path) => above(path, p)))
  return mine.length > 0 ? mine.map((p) => say(p)).join(' ') : undefined
}

/** The problems that no field of the form shows. */
export function otherProblems(problems: Problem[], shown: string[]): Problem[] {
  return problems.filter((p) => !shown.some((path) => above(path, p)))
}

interface ProblemListProps {
  problems: Problem[]
  title?: string
  /** Makes each problem a way to its place. */
  onOpen?: (problem: Problem) => void
}

/** A list of problems, said at once. */
export function ProblemList({ problems, title, onOpen }: ProblemListProps) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<IconAlertTriangle size={18} />}
      title={title ?? t('ui.problems', { count: problems.length })}
      role="alert"
    >
      <List spacing={4} withPadding={false}>
        {problems.map((p) => (
          <List.Item key={p.path + p.key}>
            {onOpen ? (
              <button type="button" className="linkish" onClick={() => onOpen(p)}>
                {say(p)}
              </button>
            ) : (
              say(p)
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
