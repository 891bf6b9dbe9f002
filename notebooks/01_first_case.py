# %% [markdown]
# # A first case
#
# A manufacturer with 2,400 users asks whether to keep its service desk and servers or hand them to a provider.
# Five verbs lead from the case file to the contract: `read_case`, `draw`, `simulate`, `compare`, `term_sheet`.
#
# The company and both providers are fictional. The wages, rates and service levels behind them are real; the README
# beside the case names the source of every figure.

# %%
from pathlib import Path

from outsourcing_model import compare, draw, read_case, simulate, term_sheet
from outsourcing_model.casefile.shipped import shipped_case, shipped_cases

list(shipped_cases())

# %% [markdown]
# ## Read
#
# A case is one file that a finance person can read. Your own goes here as `read_case("my-case.yaml")`;
# everything that is wrong in it is listed at once, each with its line.

# %%
case = read_case(shipped_case("service-desk-and-hosting"))
case.note

# %% [markdown]
# ## Draw
#
# Whatever is not certain is stated as a range. Each draw is one way in which all of it could turn out. The same seed
# gives the same luck to every alternative.

# %%
draws = draw(case, 2000, seed=1)
draws.to_frame().head(8)

# %% [markdown]
# ## Simulate
#
# The contract is played month by month in every draw. The table has the mean cash flow of the first year.

# %%
flows = simulate(case, draws)
flows.to_frame().head(12).round(0)

# %% [markdown]
# ## Compare
#
# What each alternative costs and is worth against the one in force today, in present money.

# %%
comparison = compare(flows)
comparison

# %% [markdown]
# ## Play
#
# Move a slider with the mouse or with the arrow keys: the sentence, the chart and its figures follow. A price that
# provider B might concede, the pay of the people who do the work today, and how many tickets the users open. The last
# is a belief: it is moved as a whole and keeps its uncertainty.

# %%
from outsourcing_model.session.knob import Knob
from outsourcing_model.session.session import Session
from outsourcing_model.session.widgets import Panel

session = Session(case, n=2000, seed=1)
knobs = [
    Knob("offers.global_delivery.charges.hosting.price", low=165, high=325, step=20),
    Knob("in_house.costs.desk_agents.staff.annual_wage", low=50_000, high=74_000, step=2_000),
    Knob("services.service_desk.volume.month_1", low=-0.4, high=0.4, step=0.1, relative=True),
]
Panel(session, knobs, chart="saving-distribution")

# %% [markdown]
# ## Write the term sheet
#
# A workbook with live formulas that carries the same numbers to the other side of the table. It holds no belief and
# no figure of the company's own; `term_sheet(comparison, internal=True)` is the edition to keep.

# %%
folder = Path("out")
folder.mkdir(exist_ok=True)
term_sheet(comparison).to_excel(folder / "term-sheet.xlsx")
