# %% [markdown]
# # How sure is the answer?
#
# The first notebook found an answer. This one asks how far to trust it: how well the draws know it, how often it is
# right, what drives it, what would flip it, and what is worth finding out before signing. It is the same case: the
# service desk and servers of a manufacturer, today's team, an improved team and two (fictional) providers.

# %%
import pandas as pd

from outsourcing_model import compare, draw, read_case, simulate
from outsourcing_model.case.paths import override
from outsourcing_model.casefile.shipped import shipped_case
from outsourcing_model.metrics.break_even import break_evens
from outsourcing_model.metrics.precision import intervals
from outsourcing_model.metrics.sensitivity import sensitivity_of
from outsourcing_model.metrics.sobol import sobol
from outsourcing_model.metrics.table import axis, table
from outsourcing_model.presentation.charts import catalogue, moved
from outsourcing_model.presentation.charts.picture import Picture
from outsourcing_model.presentation.sections import certainty, drivers, stress

case = read_case(shipped_case("service-desk-and-hosting"))

# %% [markdown]
# ## How ranges are drawn
#
# A range in the file, `[low, likely, high]`, is a belief. Each of the 4,096 draws takes one value of every belief, and
# all alternatives meet the same values. The table shows what was drawn of the first twelve; one draw may be far out in
# one row and usual in the next.

# %%
draws = draw(case, 4096, seed=1)
draws.to_frame()[["mean", "std", "5%", "50%", "95%"]].head(12)

# %% [markdown]
# Some things go together: pay rises when prices do, and a provider who is late also makes more work. The case states
# how closely, as rank correlations; the draws come close to each of them.

# %%
pd.DataFrame(
    [(*pair.between, pair.stated, pair.found) for pair in draws.achieved], columns=["one", "other", "stated", "drawn"]
).round(3)

# %% [markdown]
# ## How well the draws know the saving
#
# More draws narrow the band around the mean saving. It says how exact the *calculation* is, not how certain the future
# is: after a few hundred draws there is little left to gain from more of them.

# %%
comparison = compare(simulate(case, draws))
catalogue.CONVERGENCE.picture(comparison, "en")

# %% [markdown]
# The same for the percentiles of the saving. Their intervals are wider, and still narrow against the distance between a
# bad draw (p5) and a good one (p95): that distance is the uncertainty, and no number of draws makes it smaller.
# `outsourcing-model run case.yaml --until-se "0.1 %"` draws on until the mean is known as well as you ask.

# %%
pd.DataFrame(intervals(comparison.saving_draws[comparison.shown]), index=["at least", "at most"]).T.round(-3)

# %% [markdown]
# ## How sure the answer is
#
# Provider B is recommended on the mean. In how many draws is it also the best, and what does it cost to be wrong?

# %%
certainty.standing_table(comparison, "en")

# %% [markdown]
# Handing everything to provider B is best in 67% of the draws; in most of the others provider A is. *Regret* is what a
# choice costs on average against the best one in hindsight: \$250k for B, \$618k for A, and \$3.15M for staying as
# today. So the question is which provider, not whether to go: that it should not stay as it is holds in almost every
# draw.
#
# In the worst 10% of the draws, A and B are equally bad. The curves show why: B is ahead over most of their length, and
# the two meet at the far end.

# %%
catalogue.CUMULATIVE.picture(comparison, "en")

# %%
certainty.dominance_words(comparison, "en")

# %% [markdown]
# What the company would pay for better service matters too. The case gives each alternative quality points; the chart
# shows how likely each is to be best at each price of a point. From about \$33.5k a point on, A is the better choice
# on average.

# %%
catalogue.ACCEPTABILITY.picture(comparison, "en")

# %% [markdown]
# ## What drives it
#
# Each belief alone, at its 10th and its 90th percentile, all others at their means: how the gain of provider B over
# today's team moves.

# %%
catalogue.TORNADO.picture(comparison, "en")

# %% [markdown]
# Two rows stand out, and they are about the same thing: how available the servers are, with today's team and with
# provider B. No wage, no volume and no head count comes near. They are also the only ones that reach the dashed line,
# the hurdle of 10% of today's cost that a switch must gain to be recommended.
#
# Over all the draws, with everything moving at once, the same two come first.

# %%
sensitivity = sensitivity_of(comparison, comparison.shown)
drivers.correlation_table(sensitivity.correlations[:6], comparison, comparison.shown, "en")

# %% [markdown]
# Sobol indices split the variance of the gain among the beliefs. The *first* index is what a belief does by itself, the
# *total* what it does together with others. What an hour down costs is the telling case: next to nothing alone, but a
# clear total, because it multiplies the difference in availability. With 256 settings in each sample the intervals are
# wide; `base=1024` halves them.

# %%
drivers.sobol_table(sobol(case, comparison.shown, base=256), case, "en")

# %% [markdown]
# ## What would flip it
#
# The least surprising set of changes, all at once, at which another alternative becomes the better one.

# %%
[stress.lead(sensitivity.stress, case, "en"), *stress.sentences(sensitivity.stress, case, "en")]

# %% [markdown]
# None of these changes is rare: each is met in several draws of ten. The choice of B over A is a close one.
#
# How much may a single figure move? Any number of the case can be searched, such as B's price for a server.

# %%
price = "offers.global_delivery.charges.hosting.price"
pairs = [("all_global", "all_onshore"), ("all_global", "in_house_improved")]
drivers.break_even_table(break_evens(case, price, pairs, (150, 450)), case, "en")

# %% [markdown]
# At \$257.07 a server and month, B is no better than A; against the improved team it may ask up to \$393.15. The first
# of these is the figure to bring to the negotiation.
#
# Price and availability together: the map shows which provider is recommended in each cell, and the frame is where we
# stand today.

# %%
availability = "offers.global_delivery.attainment.hosting_availability.mean"
axes = [axis(case, price, range(185, 266, 20)), axis(case, availability, [0.991, 0.992, 0.993, 0.994, 0.995, 0.996])]
grid = table(case, axes)
Picture(moved.draw(grid, case, "en"), moved.alt_text(grid, case, "en"))

# %% [markdown]
# A tenth of a point of availability is worth a little more than one step of the price. So a cheaper offer from B is no
# bargain if its servers are down a little more often.
#
# ## What is worth finding out
#
# Four things could be looked into before signing. The costs, the months of waiting and the chances that a study settles
# its question are invented for this notebook; your own go into `finding_out` of the case file.

# %%
studies = {
    "reports_of_b": {
        "name": "Two years of provider B’s availability reports",
        "about": "offers.global_delivery.attainment.hosting_availability",
        "cost": 5_000,
        "months": 0.5,
        "reveals": "60 %",
    },
    "client_visits": {
        "name": "Visits to six clients of both providers",
        "about": ["offers.global_delivery.attainment", "offers.onshore.attainment"],
        "cost": 40_000,
        "months": 2,
        "reveals": "80 %",
    },
    "ticket_count": {"name": "Count of the tickets", "about": "services.service_desk.volume", "cost": 15_000},
    "today": {
        "name": "Measuring our own availability",
        "about": "in_house.attainment.hosting_availability",
        "cost": 20_000,
    },
}
asked = override(case, {"finding_out": studies})
informed = compare(simulate(asked, draws))
catalogue.WORTH_OF_KNOWING.picture(informed, "en")

# %%
certainty.shopping_table(informed, "en")

# %% [markdown]
# Today's own availability had the longest bar of the tornado, and yet measuring it is worth nothing: it moves the gain
# of *both* providers, and whatever it turns out to be, the better of them is still ahead of today's team. (The hurdle
# is left out here: this is about what is gained, not about what is asked of a switch.) What counts is what could change
# the choice, which is how available B's servers are (worth \$142k to know exactly) and A's (\$93.3k).
#
# Reading B's reports comes first: worth \$85k, and cheap. The visits would find out more, but each month of waiting
# forgoes the gain of the switch, and that costs more than the visits do.
#
# ## Scenarios side by side
#
# Whole futures, each against the case as it stands and with the same luck, so that even small differences are told.

# %%
catalogue.SCENARIOS.picture(comparison, "en")

# %% [markdown]
# Higher inflation speaks for the switch: pay follows it, while B's prices rise at a fixed rate. If a site is sold, or
# B's first year is weak, the answer turns to provider A. If the contract is left in month 30, nothing should have been
# handed over at all. The discount rate moves the amount and not the answer.
#
# ## What to take from it
#
# 1. That a provider does better than today's team is as good as sure. That it is B rather than A is likely, no more.
# 2. It turns on how available the servers are. Before signing, read B's availability reports.
# 3. At the table, keep B's price for a server well below \$257.07, and do not trade availability for price.
# 4. Sign only if you mean to stay for the term.
