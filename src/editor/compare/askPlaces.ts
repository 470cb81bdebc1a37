import * as vscode from 'vscode';
import { rowOf, shortName } from '../../core/backend/tables/models.ts';
import { type Estimate, estimateOf } from '../../core/compare/estimate.ts';
import type { ReplayedPlace } from '../../core/compare/places.ts';
import type { ModelChoice } from '../models/choice.ts';
import { type Chosen, placeOf } from './chooseCompetitors.ts';

/** More places make the figures surer, and cost more. */
const OFFERS = [25, 50, 100, 200, 400];
export const MOST_PLACES = Math.max(...OFFERS);

/**
 * The user's yes, with what it costs: at how many places everybody is asked, and whose server gets how many tokens of this repository. Nothing was sent until then.
 *
 * @returns undefined where they left.
 */
export async function askPlaces(
  places: readonly ReplayedPlace[],
  { models }: Chosen,
): Promise<readonly ReplayedPlace[] | undefined> {
  const counts = [
    ...OFFERS.filter(count => count < places.length),
    Math.min(places.length, MOST_PLACES),
  ];
  const rows = counts.map(count => ({
    label: vscode.l10n.t('{0} places', count),
    description: models.map(model => words(model, places.slice(0, count))).join(' · '),
    count,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Inkling: compare at how many places? It starts when you choose.'),
    placeHolder:
      models.length === 0
        ? vscode.l10n.t('More places make the figures surer')
        : vscode.l10n.t('Code around these places goes to {0}', recipients(models)),
  });
  return chosen && places.slice(0, chosen.count);
}

function recipients(models: readonly ModelChoice[]): string {
  return [...new Set(models.map(placeOf))].join(', ');
}

function words({ model }: ModelChoice, places: readonly ReplayedPlace[]): string {
  const price = rowOf(model)?.price;
  const { tokens, cost }: Estimate = estimateOf(places, price);
  const rounded = Number(tokens.toPrecision(2)).toLocaleString();
  return cost === undefined
    ? vscode.l10n.t('{0}: about {1} tokens', shortName(model), rounded)
    : vscode.l10n.t('{0}: about {1} tokens, {2}', shortName(model), rounded, `$${cost.toFixed(2)}`);
}
