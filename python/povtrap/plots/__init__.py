"""Pictures of results for papers: each function takes a data set, a result or the path of a result file, accepts `ax=` and returns (figure, axes).

They change no setting of matplotlib and need no pyplot where axes are given. `pip install 'povtrap[plots]'` brings what they need.
"""

from .assets import asset_map
from .distribution import density, lorenz
from .dynamics import spell_survival, transition_matrix
from .experiments import comparison, sensitivity
from .growth import growth_incidence
from .money import flow_chart
from .places import regions
from .poverty import headcount, tip

__all__ = ["asset_map", "comparison", "density", "flow_chart", "growth_incidence", "headcount", "lorenz", "regions", "sensitivity", "spell_survival",
           "tip", "transition_matrix"]
