from dataclasses import dataclass, field

@dataclass
class History:
    rmses: list = field(default_factory=list)

    def add(self, loss):
        self.rmses.append(loss.item() ** 0.5)

    def gained_less_than(self, tolerance):
        if tolerance is None or len(self.rmses) < 2:
            return False
        before, now = self.rmses[-2:]
        return before - now < tolerance

def train(params, epochs, tolerance=None):
    history = History()
    for _ in range(epochs):
        history.add(mse(apply_step(params, prn=False), speed))
        if history.gained_less_than(tolerance):
            break
    return history.rmses
