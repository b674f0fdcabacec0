import { Anchor, Button, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconCopy } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { type RecipeLanguage, useCopyRecipe, useRecipe } from './api'
import { PackContents } from './pack-contents'
import classes from './recipes.module.css'
import { LanguageSelect } from './recipes-page'

interface RecipeDrawerProps {
  /** Its id, "" for none. */
  recipe: string
  language: RecipeLanguage
  onLanguage: (language: RecipeLanguage) => void
  onClose: () => void
}

/** A recipe in full: its filter in words, its steps with their dates and texts, what is added. */
export function RecipeDrawer({ recipe, language, onLanguage, onClose }: RecipeDrawerProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const product = useProduct().product.id
  const [chosen, setChosen] = useState<{ recipe: string; mine: string[] }>({ recipe, mine: [] })
  const mine = chosen.recipe === recipe ? chosen.mine : []
  const wish: api.RecipeIn = { product, recipe, language, mine }
  const { data, error } = useRecipe(wish, recipe !== '')
  const copy = useCopyRecipe()
  const start = () =>
    copy.mutate(wish, {
      onSuccess: ({ pack }) => {
        const [made] = pack.sequences
        if (!made) return
        toast({ title: t('recipes.copied', { name: made.name }), children: t('recipes.inactive') })
        go(paths.forecast(product, made.id))
      },
    })
  return (
    <SideDrawer
      open={recipe !== ''}
      onClose={onClose}
      wide
      title={data?.recipe.name ?? t('recipes.title')}
      footer={
        admin && (
          <Button
            leftSection={<IconCopy size={16} />}
            onClick={start}
            loading={copy.isPending}
            disabled={!data || data.pack.problems.length > 0}
          >
            {data && data.recipe.copies.length > 0 ? t('recipes.copy_again') : t('recipes.copy')}
          </Button>
        )
      }
    >
      {!data && !error && <LinesSkeleton />}
      <ErrorBox error={error} />
      {data && (
        <Stack gap="md">
          <div className={classes.top}>
            <Text>{data.recipe.summary}</Text>
            <LanguageSelect value={data.language} onChange={onLanguage} />
          </div>
          <Copies copies={data.recipe.copies} product={product} />
          {data.recipe.note && <Text className={classes.note}>{data.recipe.note}</Text>}
          <PackContents
            pack={data.pack}
            onMine={admin ? (list) => setChosen({ recipe, mine: list }) : undefined}
          />
          <ErrorBox error={copy.error} />
        </Stack>
      )}
    </SideDrawer>
  )
}

function Copies({ copies, product }: { copies: api.RecipeCopy[]; product: string }) {
  const { t } = useTranslation()
  if (copies.length === 0) return null
  return (
    <div className={classes.copies}>
      <IconCircleCheck size={18} aria-hidden />
      <span>
        {t('recipes.have_it')}{' '}
        {copies.map((c, i) => (
          <span key={c.id}>
            {i > 0 && ', '}
            <Anchor component={Link} to={paths.automation(product, c.id)}>
              {c.name}
            </Anchor>
          </span>
        ))}
      </span>
    </div>
  )
}
