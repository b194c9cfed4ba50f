var H5P = window.H5P = window.H5P || {};
window.Literasi = window.Literasi || {};

// Cards one after another; the last one says how it went. Keeps its place and the answers on the way.
window.Literasi.Cards = (function () {
  "use strict";
  var WORDS = {
    next: "Lanjut", back: "Kembali", finish: "Selesai", again: "Ulangi dari awal",
    place: "Kartu :place dari :total", result: "Anda benar :score dari :max.", done: "Anda sudah sampai akhir."
  };

  function Cards(params, contentId, extras) {
    H5P.EventDispatcher.call(this);
    this.cards = (params && params.cards) || [];
    this.contentId = contentId;
    this.words = Object.assign({}, WORDS, params && params.words);
    var state = (extras && extras.previousState) || {};
    this.place = Math.min(Math.max(0, state.place | 0), this.cards.length);
    this.answers = state.answers || {};
    this.questions = {};
  }

  Cards.prototype = Object.create(H5P.EventDispatcher.prototype);
  Cards.prototype.constructor = Cards;

  Cards.prototype.attach = function ($container) {
    this.box = $container.get ? $container.get(0) : $container;
    this.box.classList.add("lit-cards");
    for (var place = 0; place < this.cards.length; place += 1) this.makeQuestion(place);
    this.setActivityStarted();
    this.draw(false);
  };

  Cards.prototype.makeQuestion = function (place) {
    var self = this;
    var library = this.cards[place].question;
    if (!library || !library.library) return;
    var question = H5P.newRunnable(library, this.contentId, undefined, true, {
      parent: this, previousState: this.answers[place]
    });
    if (!question) return;
    question.on("resize", function () { self.trigger("resize"); });
    this.questions[place] = question;
  };

  Cards.prototype.draw = function (withFocus) {
    var page = document;
    var parts = page.createDocumentFragment();
    var isEnd = this.place >= this.cards.length;
    var where = page.createElement("p");
    where.className = "lit-cards__place";
    where.textContent = isEnd ? this.words.done
      : this.words.place.replace(":place", this.place + 1).replace(":total", this.cards.length);
    var title = page.createElement("h2");
    title.tabIndex = -1;
    parts.appendChild(where);
    parts.appendChild(title);
    if (isEnd) this.drawEnd(title);
    else this.drawCard(parts, title, this.cards[this.place]);
    parts.appendChild(this.buttons(isEnd));
    this.box.replaceChildren(parts);
    if (withFocus) title.focus();
    this.trigger("resize");
  };

  Cards.prototype.drawEnd = function (title) {
    title.textContent = this.getMaxScore()
      ? this.words.result.replace(":score", this.getScore()).replace(":max", this.getMaxScore())
      : this.words.done;
  };

  Cards.prototype.drawCard = function (parts, title, card) {
    var self = this;
    title.innerHTML = card.title || "";
    if (card.picture && card.picture.path) {
      var picture = document.createElement("img");
      picture.alt = card.alt || "";
      picture.addEventListener("load", function () { self.trigger("resize"); });
      picture.src = H5P.getPath(card.picture.path, this.contentId);
      parts.appendChild(picture);
    }
    if (card.text) {
      var text = document.createElement("div");
      text.innerHTML = card.text;
      parts.appendChild(text);
    }
    var question = this.questions[this.place];
    if (question) {
      var box = document.createElement("div");
      parts.appendChild(box);
      question.attach(H5P.jQuery(box));
    }
  };

  Cards.prototype.buttons = function (isEnd) {
    var row = document.createElement("div");
    row.className = "lit-cards__buttons";
    var isLast = this.place === this.cards.length - 1;
    if (isEnd) row.appendChild(this.button(this.words.again, "", function () { this.resetTask(); }));
    else row.appendChild(this.button(isLast ? this.words.finish : this.words.next, "", function () { this.go(this.place + 1); }));
    if (this.place > 0 && !isEnd) {
      row.appendChild(this.button(this.words.back, "lit-cards__back", function () { this.go(this.place - 1); }));
    }
    return row;
  };

  Cards.prototype.button = function (words, name, press) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = words;
    button.addEventListener("click", press.bind(this));
    return button;
  };

  Cards.prototype.go = function (place) {
    this.place = place;
    this.draw(true);
    if (place < this.cards.length) {
      this.triggerXAPI("progressed");
      return;
    }
    var event = this.createXAPIEventTemplate("completed");
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    this.trigger(event);
  };

  Cards.prototype.each = function (method) {
    var sum = 0;
    for (var place in this.questions) sum += this.questions[place][method]();
    return sum;
  };
  Cards.prototype.getScore = function () { return this.each("getScore"); };
  Cards.prototype.getMaxScore = function () { return this.each("getMaxScore"); };
  Cards.prototype.getAnswerGiven = function () { return this.place > 0; };
  Cards.prototype.resetTask = function () {
    for (var place in this.questions) {
      var question = this.questions[place];
      question.chosen = -1;
      question.isChecked = false;
    }
    this.place = 0;
    this.draw(true);
  };
  Cards.prototype.getCurrentState = function () {
    var answers = {};
    for (var place in this.questions) answers[place] = this.questions[place].getCurrentState();
    return { place: this.place, answers: answers };
  };
  Cards.prototype.getXAPIData = function () {
    var event = this.createXAPIEventTemplate("completed");
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    var children = [];
    for (var place in this.questions) children.push(this.questions[place].getXAPIData());
    return { statement: event.data.statement, children: children };
  };

  return Cards;
})();
