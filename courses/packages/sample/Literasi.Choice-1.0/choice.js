var H5P = window.H5P = window.H5P || {};
window.Literasi = window.Literasi || {};

// One question with one right answer. Written without eval, without inline styles, for keyboards and screen readers.
window.Literasi.Choice = (function () {
  "use strict";
  var made = 0;
  var WORDS = {
    check: "Periksa", retry: "Coba lagi", right: "Benar", wrong: "Belum tepat", choose: "Pilih satu jawaban dulu."
  };

  function Choice(params, contentId, extras) {
    H5P.EventDispatcher.call(this);
    this.params = params || {};
    this.options = this.params.options || [];
    this.contentId = contentId;
    this.words = Object.assign({}, WORDS, this.params.words);
    this.number = made += 1;
    var state = (extras && extras.previousState) || {};
    this.chosen = typeof state.chosen === "number" && state.chosen < this.options.length ? state.chosen : -1;
    this.isChecked = Boolean(state.isChecked) && this.chosen >= 0;
  }

  Choice.prototype = Object.create(H5P.EventDispatcher.prototype);
  Choice.prototype.constructor = Choice;

  Choice.prototype.attach = function ($container) {
    var box = $container.get ? $container.get(0) : $container;
    this.box = box;
    box.classList.add("lit-choice");
    this.draw();
    this.setActivityStarted();
  };

  Choice.prototype.draw = function () {
    var self = this;
    var page = document;
    var form = page.createElement("div");
    var set = page.createElement("fieldset");
    var legend = page.createElement("legend");
    legend.innerHTML = this.params.question || "";
    set.appendChild(legend);
    this.labels = this.options.map(function (option, place) {
      var label = page.createElement("label");
      var input = page.createElement("input");
      input.type = "radio";
      input.name = "choice-" + self.number;
      input.checked = place === self.chosen;
      input.disabled = self.isChecked;
      input.addEventListener("change", function () {
        self.chosen = place;
        self.triggerXAPI("interacted");
      });
      var text = page.createElement("span");
      text.innerHTML = option.text || "";
      label.appendChild(input);
      label.appendChild(text);
      set.appendChild(label);
      return label;
    });
    this.said = page.createElement("p");
    this.said.className = "lit-choice__said";
    this.said.setAttribute("role", "status");
    this.button = page.createElement("button");
    this.button.type = "button";
    form.appendChild(set);
    form.appendChild(this.said);
    form.appendChild(this.button);
    // No form: a frame that may do nothing may send none, and its submit event never comes.
    this.button.addEventListener("click", function () {
      if (self.isChecked) self.resetTask(true);
      else self.check();
    });
    this.box.replaceChildren(form);
    this.showMark();
    this.trigger("resize");
  };

  Choice.prototype.check = function () {
    if (this.chosen < 0) {
      this.said.textContent = this.words.choose;
      return;
    }
    this.isChecked = true;
    Array.prototype.forEach.call(this.box.querySelectorAll("input"), function (input) { input.disabled = true; });
    this.showMark();
    this.trigger(this.answered());
    this.trigger("resize");
  };

  Choice.prototype.showMark = function () {
    this.button.textContent = this.isChecked ? this.words.retry : this.words.check;
    if (!this.isChecked) return;
    var option = this.options[this.chosen];
    var isRight = Boolean(option.correct);
    this.labels[this.chosen].classList.add(isRight ? "is-right" : "is-wrong");
    this.said.textContent = (isRight ? "✓ " + this.words.right : "✗ " + this.words.wrong) + ". ";
    var feedback = document.createElement("span");
    feedback.innerHTML = option.feedback || "";
    this.said.appendChild(feedback);
  };

  Choice.prototype.answered = function () {
    var event = this.createXAPIEventTemplate("answered");
    var definition = event.getVerifiedStatementValue(["object", "definition"]);
    definition.interactionType = "choice";
    definition.type = "http://adlnet.gov/expapi/activities/cmi.interaction";
    definition.description = { "id": this.params.question };
    definition.choices = this.options.map(function (option, place) {
      return { id: String(place), description: { "id": option.text } };
    });
    definition.correctResponsesPattern = this.options.reduce(function (right, option, place) {
      return option.correct ? right.concat(String(place)) : right;
    }, []);
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    event.data.statement.result.response = String(this.chosen);
    return event;
  };

  Choice.prototype.getScore = function () {
    return this.isChecked && this.options[this.chosen].correct ? 1 : 0;
  };
  Choice.prototype.getMaxScore = function () { return 1; };
  Choice.prototype.getAnswerGiven = function () { return this.isChecked; };
  Choice.prototype.getTitle = function () { return this.params.question; };
  Choice.prototype.showSolutions = function () { this.isChecked = true; this.draw(); };
  Choice.prototype.resetTask = function (withFocus) {
    this.chosen = -1;
    this.isChecked = false;
    this.draw();
    if (withFocus) this.box.querySelector("input").focus();
  };
  Choice.prototype.getCurrentState = function () {
    return { chosen: this.chosen, isChecked: this.isChecked };
  };
  Choice.prototype.getXAPIData = function () { return { statement: this.answered().data.statement }; };

  return Choice;
})();
