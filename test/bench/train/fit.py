"""Fits the calibrator's boosted trees and writes them as flat lists. Called by train.ts: fit.py ROWS NAMES OUT.

A row is: corpus, label, features. Deterministic: one seed, one thread order, histograms by row.
"""

import json
import sys

import lightgbm
import numpy

TREES = 240
LEAVES = 31
SETTINGS = dict(
    objective="binary",
    learning_rate=0.12,
    num_leaves=LEAVES,
    min_data_in_leaf=300,
    max_bin=127,
    lambda_l2=1.0,
    num_threads=2,
    deterministic=True,
    force_row_wise=True,
    seed=1,
    verbose=-1,
)


def flatten(model):
    """The trees in the order that `Calibrator` walks: a node, its left subtree, its right subtree."""
    flat = dict(base=0, roots=[], feature=[], right=[], value=[])

    def add(node):
        at = len(flat["feature"])
        leaf = "leaf_value" in node
        flat["feature"].append(-1 if leaf else node["split_feature"])
        flat["right"].append(0)
        flat["value"].append(float("%.4g" % node["leaf_value" if leaf else "threshold"]))
        if not leaf:
            add(node["left_child"])
            flat["right"][at] = len(flat["feature"])
            add(node["right_child"])

    for tree in model.dump_model()["tree_info"]:
        flat["roots"].append(len(flat["feature"]))
        add(tree["tree_structure"])
    return flat


def main(rows, names, out):
    names = names.split(",")
    table = numpy.fromfile(rows, dtype=numpy.float32).reshape(-1, len(names) + 2)
    corpus, labels, features = table[:, 0], table[:, 1], numpy.ascontiguousarray(table[:, 2:])
    held = corpus % 7 == 3  # whole corpora, to see how it does on code it never saw
    data = lightgbm.Dataset(features[~held], labels[~held], feature_name=names)
    unseen = lightgbm.Dataset(features[held], labels[held], reference=data)
    lightgbm.train(
        SETTINGS, data, TREES, valid_sets=[unseen], callbacks=[lightgbm.log_evaluation(40)]
    )
    whole = lightgbm.Dataset(features, labels, feature_name=names)
    flat = dict(features=names, **flatten(lightgbm.train(SETTINGS, whole, TREES)))
    with open(out, "w", encoding="utf-8") as file:
        json.dump(flat, file, separators=(",", ":"))
        file.write("\n")
    print(f"{len(labels)} rows, {labels.mean():.3f} right; {len(flat['feature'])} nodes")


main(*sys.argv[1:])
