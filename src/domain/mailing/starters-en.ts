/** Letters an English base starts with. They may leave as they stand: nothing in them waits to be filled in. */
import type { StarterTexts } from './starters';

/** @param field a merge field with what is written where the cell is empty */
export const startersEn: StarterTexts = (field) => {
  const hello = `Hello ${field('name', 'there')},`;
  const called = field('name', 'Hello');
  return [
    {
      key: 'come-back', title: 'Long time no see', kind: 'marketing', content: 'promo',
      subject: `${called}, we miss you`,
      preheader: 'We will put together what you like',
      body: `${hello}\n\nyour last order with us was on ${field('last_order', 'a day long ago', 'date')}, and we would love to see you again.\n\nIf you need anything, just answer this letter: we will put together what you like.\n\nSee you soon.`,
    },
    {
      key: 'thank-you', title: 'Thank you to the best clients', kind: 'marketing', content: 'useful',
      subject: `Thank you for being with us, ${field('name', 'friend')}`,
      preheader: 'You choose us again and again',
      body: `${hello}\n\nthank you for choosing us again and again. We keep the best for you.\n\nAnswer with what you need next time, and we will put it aside.\n\nHave a good day.`,
    },
    {
      key: 'order-ready', title: 'Your order is ready', kind: 'service', content: 'useful',
      subject: `Your order ${field('order', 'from us')} is ready`,
      preheader: 'Come by during opening hours',
      body: `${hello}\n\nyour order ${field('order', 'from us')} is ready for collection during opening hours.\n\nIf something is wrong, just answer this letter.`,
    },
    {
      key: 'win-back-1', title: 'Win-back: first letter', kind: 'marketing', content: 'useful',
      subject: `${called}, is everything all right?`,
      preheader: 'It has been a while, so we thought we would ask',
      body: `${hello}\n\nit has been a while. We remember your last order: ${field('last_product', 'a good choice')}. We would like to know whether all was well.\n\nAnswer in a few words what was good and what we should do better. We read every answer ourselves.`,
    },
    {
      key: 'win-back-2', title: 'Win-back: second letter', kind: 'marketing', content: 'promo',
      subject: `${called}, shall we keep writing?`,
      preheader: 'Answer "yes" and we stay in touch',
      body: `${hello}\n\nwe wrote to you not long ago and do not want to be a nuisance.\n\nIf we can still be of use, answer "yes": we will find what you need at a good price. If not, there is nothing to do, and we will not bother you again.`,
    },
    {
      key: 'birthday', title: 'Birthday', kind: 'marketing', content: 'useful',
      subject: `Happy birthday, ${field('name', 'friend')}`,
      preheader: 'A few warm words for you',
      body: `${hello}\n\nhappy birthday to you. May the year be kind, with more good days than errands.\n\nDrop in this week, we would like to say it in person. Answer this letter to tell us when.`,
    },
    {
      key: 'welcome-1', title: 'Welcome 1: nice to meet you', kind: 'marketing', content: 'useful',
      subject: `${called}, nice to meet you`,
      preheader: 'Thank you for your first order',
      body: `${hello}\n\nthank you for your first order. People answer our letters, not machines.\n\nIf you have a question, just answer this one.`,
    },
    {
      key: 'welcome-2', title: 'Welcome 2: is all well', kind: 'marketing', content: 'useful',
      subject: 'Is all well with your order?',
      preheader: 'If not, we will put it right',
      body: `${hello}\n\nnot long ago you bought from us: ${field('last_product', 'what you were looking for')}. Is it what you expected?\n\nAnswer "yes" or tell us what is wrong, and we will put it right.`,
    },
    {
      key: 'welcome-3', title: 'Welcome 3: your questions', kind: 'marketing', content: 'useful',
      subject: 'What people ask us most',
      preheader: 'Ask away',
      body: `${hello}\n\npeople mostly ask us what to choose, how to use it and what to do when it does not fit.\n\nWhat is your question? Send it back and you get a plain answer.`,
    },
    {
      key: 'welcome-4', title: 'Welcome 4: how to order', kind: 'marketing', content: 'useful',
      subject: 'How to order again in a minute',
      preheader: 'No need to look for everything anew',
      body: `${hello}\n\nnext time there is no need to look for everything anew. Answer "again" to any of our letters and we put the same order together.\n\nIf you would like something else, say what.`,
    },
    {
      key: 'welcome-5', title: 'Welcome 5: what to write about', kind: 'marketing', content: 'useful',
      subject: `${called}, what should we write about?`,
      preheader: 'We do not want to send too much',
      body: `${hello}\n\nwe do not want to send too much. What interests you most: new things, advice or good prices?\n\nAnswer with one word, and we will keep to that.`,
    },
    {
      key: 'welcome-6', title: 'Welcome 6: what to do better', kind: 'marketing', content: 'useful',
      subject: 'What should we do better?',
      preheader: 'One sentence is enough',
      body: `${hello}\n\nwe have known each other for two weeks. What should we do better?\n\nAnswer with one sentence: it goes to somebody who can change it.`,
    },
    {
      key: 'after-purchase', title: 'After a purchase', kind: 'marketing', content: 'useful',
      subject: `${called}, thank you for your order`,
      preheader: 'We are here if you need us',
      body: `${hello}\n\nthank you for choosing us. In your last order: ${field('last_product', 'what you needed')}.\n\nIf anything goes wrong, answer this letter and we will sort it out.`,
    },
    {
      key: 'news', title: 'News', kind: 'marketing', content: 'promo',
      subject: `${called}, there is something new`,
      preheader: 'Short and to the point',
      body: `${hello}\n\nwe have something new, and some of it looks right for you.\n\nAnswer "new" and we will send only what suits you.`,
    },
    {
      key: 'useful', title: 'A useful letter', kind: 'marketing', content: 'useful',
      subject: 'A tip that saves time',
      preheader: 'And a list of your orders, if you like',
      body: `${hello}\n\nwrite down what you buy and when: it shows what will last and what to fill up. We do it for you: your last order was on ${field('last_order', 'a day not long ago', 'date')}.\n\nWould you like the whole list? Answer "list" and we will send it.`,
    },
    {
      key: 'survey', title: 'Survey from 0 to 10', kind: 'marketing', content: 'useful',
      subject: `${called}, one question for you`,
      preheader: 'One number, ten seconds',
      body: `${hello}\n\nwould you recommend us to people you know? Answer with one number: 0 is surely not, 10 is surely yes.\n\nIf you like, add a few words on why.`,
    },
    {
      key: 'price-list', title: 'Price list', kind: 'marketing', content: 'promo',
      subject: `${called}, fresh prices for you`,
      preheader: 'Only what you need',
      body: `${hello}\n\nour prices have changed. So as not to send too much, we will send the list of what you usually take.\n\nAnswer "prices" and you get it the same day.`,
    },
    {
      key: 'holiday', title: 'Holiday', kind: 'marketing', content: 'promo',
      subject: `${called}, happy holidays`,
      preheader: 'Warm wishes to you and yours',
      body: `${hello}\n\nhappy holidays, and warm wishes to you and yours.\n\nIf you need a present or something for the table, answer this letter: we will choose it and put it aside.`,
    },
  ];
};
