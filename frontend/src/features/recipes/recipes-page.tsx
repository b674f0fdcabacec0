import { Select, TextInput } from '@mantine/core'
import { IconSearch, IconSearchOff } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { FormSkeleton } from '@/components/ui/skeletons'
import { ViewTabs } from '@/components/ui/view-tabs'
import { paths } from '@/lib/routing/paths'
import { text, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { type RecipeLanguage, useRecipes } from './api'
import { ImportButton } from './import-button'
import { RecipeCard } from './recipe-card'
import { RecipeDrawer } from './recipe-drawer'
import classes from './recipes.module.css'
import { found } from './search'

const viewSchema = z.object({
  category: text.catch(''),
  search: text.catch(''),
  language: z.enum(['', 'en', 'ro', 'hu']).catch(''),
  recipe: text.catch(''),
})

/** The gallery: automations that are ready to be copied, with pictures of their steps. */
export function RecipesPage() {
  const { t, i18n } = useTranslation()
  const { product } = useProduct()
  const [view, change] = useView(viewSchema)
  const language = view.language || (i18n.language as RecipeLanguage)
  const { data, error, refetch } = useRecipes(product.id, language)
  const matching = useMemo(() => found(data?.recipes ?? [], view.search), [data, view.search])
  const list = matching.filter((r) => !view.category || r.category === view.category)
  const count = (category: string) => matching.filter((r) => r.category === category).length
  return (
    <Page
      title={t('recipes.title')}
      subtitle={t('recipes.subtitle')}
      back={{ to: paths.automations(product.id), label: t('sequences.title') }}
      actions={<ImportButton product={product.id} />}
      toolbar={
        data && (
          <>
            <ViewTabs
              label={t('recipes.categories')}
              value={view.category}
              onChange={(category) => change({ category })}
              tabs={['', ...data.categories].map((value) => ({
                value,
                label: t(`recipes.category.${value || 'all'}`),
                count: value ? count(value) : matching.length,
              }))}
            />
            <span className={classes.tools}>
              <LanguageSelect
                value={data.language}
                onChange={(other) => change({ language: other })}
              />
              <TextInput
                className={classes.search}
                leftSection={<IconSearch size={16} />}
                placeholder={t('common.search')}
                aria-label={t('recipes.search')}
                value={view.search}
                onChange={(event) => change({ search: event.currentTarget.value })}
              />
            </span>
          </>
        )
      }
    >
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <FormSkeleton />}
      {data && list.length === 0 && (
        <EmptyState small icon={IconSearchOff} title={t('recipes.nothing')} />
      )}
      {list.length > 0 && (
        <section className={classes.gallery} aria-label={t('recipes.title')}>
          {list.map((recipe: api.RecipeCard) => (
            <RecipeCard
              key={recipe.id}
              recipe={recipe}
              onOpen={() => change({ recipe: recipe.id })}
            />
          ))}
        </section>
      )}
      <RecipeDrawer
        recipe={view.recipe}
        language={language}
        onLanguage={(other) => change({ language: other })}
        onClose={() => change({ recipe: '' })}
      />
    </Page>
  )
}

interface LanguageSelectProps {
  value: RecipeLanguage
  onChange: (language: RecipeLanguage) => void
}

/** In which language recipes are shown and copied. */
export function LanguageSelect({ value, onChange }: LanguageSelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      aria-label={t('recipes.language')}
      className={classes.language}
      data={[
        { value: 'en', label: 'English' },
        { value: 'ro', label: 'Română' },
        { value: 'hu', label: 'Magyar' },
      ]}
      value={value || null}
      onChange={(language) => language && onChange(language as RecipeLanguage)}
      allowDeselect={false}
    />
  )
}
