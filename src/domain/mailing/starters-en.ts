/** Letters an English base starts with. They may leave as they stand: nothing in them waits to be filled in. */
import type { StarterTexts } from './starters';

/** @param field a merge field with what is written where the cell is empty */
export const startersEn: StarterTexts = (field) => {
  const hello = `Hello ${field('first_name', 'there')},`;
  const called = field('first_name', 'Hello');
  return [
    {
      key: 'come-back', title: 'Long time no see', kind: 'marketing', content: 'promo',
      subject: `${called}, we miss you`,
      preheader: 'We will put together what you like',
      body: `${hello}\n\nThe last time we saw you was ${field('last_order', 'a while ago', 'date')}, and we would love to see you again.\n\nIf you need anything, just reply to this email: we will put together what you like.\n\nSee you soon.`,
    },
    {
      key: 'thank-you', title: 'Thank you to our best clients', kind: 'marketing', content: 'useful',
      subject: `Thank you for being with us, ${field('first_name', 'friend')}`,
      preheader: 'You choose us again and again',
      body: `${hello}\n\nThank you for choosing us again and again. We keep the best for you.\n\nReply with what you will need next time, and we will have it ready.\n\nHave a good day.`,
    },
    {
      key: 'order-ready', title: 'Your order is ready', kind: 'service', content: 'useful',
      subject: `Your order ${field('order', 'from us')} is ready`,
      preheader: 'Come by during opening hours',
      body: `${hello}\n\nYour order ${field('order', 'from us')} is ready. You can collect it during opening hours.\n\nIf something is wrong, just reply to this email.`,
    },
    {
      key: 'win-back-1', title: 'Win-back: first letter', kind: 'marketing', content: 'useful',
      subject: `${called}, is everything all right?`,
      preheader: 'It has been a while, so we thought we would ask',
      body: `${hello}\n\nIt has been a while. Last time you bought from us: ${field('last_product', 'something good')}. Did everything turn out well?\n\nTell us in a few words what was good and what we should do better. We read every reply.`,
    },
    {
      key: 'win-back-2', title: 'Win-back: second letter', kind: 'marketing', content: 'promo',
      subject: `${called}, shall we keep writing?`,
      preheader: 'Reply "yes" and we stay in touch',
      body: `${hello}\n\nWe wrote to you not long ago and do not want to be a nuisance.\n\nIf we can still be of use, reply "yes": we will find what you need at a good price. If not, there is nothing to do, and we will not ask again.`,
    },
    {
      key: 'birthday', title: 'Birthday', kind: 'marketing', content: 'useful',
      subject: `Happy birthday, ${field('first_name', 'friend')}`,
      preheader: 'A few warm words for you',
      body: `${hello}\n\nHappy birthday to you. May the year ahead be kind, with plenty of good days.\n\nDrop in this week, we would like to say it in person. Reply to tell us when to expect you.`,
    },
    {
      key: 'welcome-1', title: 'Welcome 1: nice to meet you', kind: 'marketing', content: 'useful',
      subject: `${called}, nice to meet you`,
      preheader: 'Thank you for your first order',
      body: `${hello}\n\nThank you for your first order. It is good to have you with us.\n\nIf you have a question, just reply to this email: a person will read it.`,
    },
    {
      key: 'welcome-2', title: 'Welcome 2: is everything all right', kind: 'marketing', content: 'useful',
      subject: 'Is everything all right with your order?',
      preheader: 'If not, we will put it right',
      body: `${hello}\n\nYou recently bought from us: ${field('last_product', 'what you were looking for')}. Is it what you expected?\n\nReply "yes" or tell us what is wrong, and we will put it right.`,
    },
    {
      key: 'welcome-3', title: 'Welcome 3: your questions', kind: 'marketing', content: 'useful',
      subject: 'What people ask us most',
      preheader: 'Ask yours too',
      body: `${hello}\n\nPeople mostly ask us what to choose, how to use it and what to do if it does not suit them.\n\nWhat is your question? Reply with it, and you will get a plain answer.`,
    },
    {
      key: 'welcome-4', title: 'Welcome 4: how to order', kind: 'marketing', content: 'useful',
      subject: 'How to order again in a minute',
      preheader: 'No need to look for everything again',
      body: `${hello}\n\nNext time there is no need to look for everything again. Reply "again" to any of our emails, and we will put the same order together.\n\nIf you would like something else, tell us what.`,
    },
    {
      key: 'welcome-5', title: 'Welcome 5: what to write about', kind: 'marketing', content: 'useful',
      subject: `${called}, what should we write about?`,
      preheader: 'We do not want to send too much',
      body: `${hello}\n\nWe do not want to send too much. What interests you most: new arrivals, advice or good prices?\n\nReply with one word, and we will keep it in mind.`,
    },
    {
      key: 'welcome-6', title: 'Welcome 6: what to do better', kind: 'marketing', content: 'useful',
      subject: 'What should we do better?',
      preheader: 'One sentence is enough',
      body: `${hello}\n\nWe have known each other for two weeks now. What should we do better?\n\nReply with one sentence: it goes to somebody who can change things.`,
    },
    {
      key: 'after-purchase', title: 'After a purchase', kind: 'marketing', content: 'useful',
      subject: `${called}, thank you for your order`,
      preheader: 'We are here if you need us',
      body: `${hello}\n\nThank you for choosing us. Your latest purchase: ${field('last_product', 'just what you needed')}.\n\nIf anything goes wrong, reply to this email and we will sort it out.`,
    },
    {
      key: 'news', title: 'News', kind: 'marketing', content: 'promo',
      subject: `${called}, something new for you`,
      preheader: 'Only what suits you',
      body: `${hello}\n\nWe have some new arrivals, and a few of them look right for you.\n\nReply "new" and we will send only what suits you.`,
    },
    {
      key: 'useful', title: 'A useful letter', kind: 'marketing', content: 'useful',
      subject: 'A tip that saves time',
      preheader: 'And a list of your orders, if you like',
      body: `${hello}\n\nKeep a note of what you buy and when: you see at once what will last and what is running low. We do it for you: your last order was ${field('last_order', 'not long ago', 'date')}.\n\nWould you like the whole list? Reply "list" and we will send it.`,
    },
    {
      key: 'survey', title: 'Survey from 0 to 10', kind: 'marketing', content: 'useful',
      subject: `${called}, one question for you`,
      preheader: 'One number, ten seconds',
      body: `${hello}\n\nWould you recommend us to people you know? Reply with one number from 0 to 10: 0 means certainly not, 10 means certainly yes.\n\nIf you like, add a few words on why.`,
    },
    {
      key: 'price-list', title: 'Price list', kind: 'marketing', content: 'promo',
      subject: `${called}, fresh prices for you`,
      preheader: 'Only what you need',
      body: `${hello}\n\nOur prices have changed. To keep it short, we will send the list of what you usually buy.\n\nReply "prices" and you will have it the same day.`,
    },
    {
      key: 'holiday', title: 'Holiday', kind: 'marketing', content: 'promo',
      subject: `${called}, happy holidays`,
      preheader: 'Warm wishes to you and yours',
      body: `${hello}\n\nHappy holidays, and warm wishes to you and yours.\n\nIf you need a present or something for the table, reply to this email: we will choose it and put it aside.`,
    },
  ];
};
