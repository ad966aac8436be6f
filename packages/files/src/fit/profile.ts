import type { BaseTypeName } from './base-types.ts'

/**
 * The messages we store, by Garmin's public profile: `field: [number, type, scale, offset]`, value = raw / scale − offset.
 * `dateTime` is Unix seconds here. `type[]` is a list; elsewhere the first element counts. Decoder and encoder share this table.
 * `record` (20) and `hrv` (78) have tables of their own, since they are read into columns.
 */
export const messages = {
  fileId: {
    num: 0,
    fields: {
      type: [0, 'enum'],
      manufacturer: [1, 'uint16'],
      product: [2, 'uint16'],
      serialNumber: [3, 'uint32z'],
      timeCreated: [4, 'dateTime'],
      productName: [8, 'string'],
    },
  },
  userProfile: { num: 3, fields: { weight: [4, 'uint16', 10], restingHeartRate: [8, 'uint8'] } },
  zonesTarget: {
    num: 7,
    fields: { maxHeartRate: [1, 'uint8'], thresholdHeartRate: [2, 'uint8'], functionalThresholdPower: [3, 'uint16'] },
  },
  sport: { num: 12, fields: { sport: [0, 'enum'], subSport: [1, 'enum'], name: [3, 'string'] } },
  session: {
    num: 18,
    fields: {
      messageIndex: [254, 'uint16'],
      timestamp: [253, 'dateTime'],
      event: [0, 'enum'],
      eventType: [1, 'enum'],
      startTime: [2, 'dateTime'],
      sport: [5, 'enum'],
      subSport: [6, 'enum'],
      totalElapsedTime: [7, 'uint32', 1000],
      totalTimerTime: [8, 'uint32', 1000],
      totalDistance: [9, 'uint32', 100],
      totalCalories: [11, 'uint16'],
      avgSpeed: [14, 'uint16', 1000],
      maxSpeed: [15, 'uint16', 1000],
      avgHeartRate: [16, 'uint8'],
      maxHeartRate: [17, 'uint8'],
      avgCadence: [18, 'uint8'],
      avgPower: [20, 'uint16'],
      maxPower: [21, 'uint16'],
      totalAscent: [22, 'uint16'],
      totalDescent: [23, 'uint16'],
      firstLapIndex: [25, 'uint16'],
      numLaps: [26, 'uint16'],
      trigger: [28, 'enum'],
      numLengths: [33, 'uint16'],
      poolLength: [44, 'uint16', 100],
      poolLengthUnit: [46, 'enum'],
      numActiveLengths: [47, 'uint16'],
      avgFractionalCadence: [92, 'uint8', 128],
      enhancedAvgSpeed: [124, 'uint32', 1000],
      enhancedMaxSpeed: [125, 'uint32', 1000],
      workoutFeel: [192, 'uint8'],
      workoutRpe: [193, 'uint8', 10],
    },
  },
  lap: {
    num: 19,
    fields: {
      messageIndex: [254, 'uint16'],
      timestamp: [253, 'dateTime'],
      event: [0, 'enum'],
      eventType: [1, 'enum'],
      startTime: [2, 'dateTime'],
      totalElapsedTime: [7, 'uint32', 1000],
      totalTimerTime: [8, 'uint32', 1000],
      totalDistance: [9, 'uint32', 100],
      totalCalories: [11, 'uint16'],
      avgSpeed: [13, 'uint16', 1000],
      maxSpeed: [14, 'uint16', 1000],
      avgHeartRate: [15, 'uint8'],
      maxHeartRate: [16, 'uint8'],
      avgCadence: [17, 'uint8'],
      avgPower: [19, 'uint16'],
      maxPower: [20, 'uint16'],
      totalAscent: [21, 'uint16'],
      totalDescent: [22, 'uint16'],
      intensity: [23, 'enum'],
      lapTrigger: [24, 'enum'],
      sport: [25, 'enum'],
      subSport: [39, 'enum'],
      numLengths: [32, 'uint16'],
      firstLengthIndex: [35, 'uint16'],
      numActiveLengths: [40, 'uint16'],
      avgFractionalCadence: [80, 'uint8', 128],
      enhancedAvgSpeed: [110, 'uint32', 1000],
      enhancedMaxSpeed: [111, 'uint32', 1000],
    },
  },
  event: {
    num: 21,
    fields: {
      timestamp: [253, 'dateTime'],
      event: [0, 'enum'],
      eventType: [1, 'enum'],
      data16: [2, 'uint16'],
      data: [3, 'uint32'],
      eventGroup: [4, 'uint8'],
    },
  },
  deviceInfo: {
    num: 23,
    fields: {
      timestamp: [253, 'dateTime'],
      deviceIndex: [0, 'uint8'],
      manufacturer: [2, 'uint16'],
      serialNumber: [3, 'uint32z'],
      product: [4, 'uint16'],
      softwareVersion: [5, 'uint16', 100],
      productName: [27, 'string'],
    },
  },
  workout: {
    num: 26,
    fields: {
      sport: [4, 'enum'],
      numValidSteps: [6, 'uint16'],
      wktName: [8, 'string'],
      subSport: [11, 'enum'],
      poolLength: [14, 'uint16', 100],
      poolLengthUnit: [15, 'enum'],
    },
  },
  workoutStep: {
    num: 27,
    fields: {
      messageIndex: [254, 'uint16'],
      wktStepName: [0, 'string'],
      durationType: [1, 'enum'],
      durationValue: [2, 'uint32'],
      targetType: [3, 'enum'],
      targetValue: [4, 'uint32'],
      customTargetValueLow: [5, 'uint32'],
      customTargetValueHigh: [6, 'uint32'],
      intensity: [7, 'enum'],
      notes: [8, 'string'],
    },
  },
  weightScale: {
    num: 30,
    fields: {
      timestamp: [253, 'dateTime'],
      weight: [0, 'uint16', 100],
      percentFat: [1, 'uint16', 100],
      percentHydration: [2, 'uint16', 100],
      boneMass: [4, 'uint16', 100],
      muscleMass: [5, 'uint16', 100],
    },
  },
  course: { num: 31, fields: { sport: [4, 'enum'], name: [5, 'string'], subSport: [7, 'enum'] } },
  coursePoint: { num: 32, fields: { type: [5, 'enum'], name: [6, 'string'], distance: [4, 'uint32', 100] } },
  totals: {
    num: 33,
    fields: {
      timestamp: [253, 'dateTime'],
      timerTime: [0, 'uint32'],
      distance: [1, 'uint32'],
      calories: [2, 'uint32'],
      sport: [3, 'enum'],
      sessions: [5, 'uint16'],
    },
  },
  activity: {
    num: 34,
    fields: {
      timestamp: [253, 'dateTime'],
      totalTimerTime: [0, 'uint32', 1000],
      numSessions: [1, 'uint16'],
      type: [2, 'enum'],
      event: [3, 'enum'],
      eventType: [4, 'enum'],
      localTimestamp: [5, 'dateTime'],
    },
  },
  bloodPressure: {
    num: 51,
    fields: {
      timestamp: [253, 'dateTime'],
      systolicPressure: [0, 'uint16'],
      diastolicPressure: [1, 'uint16'],
      heartRate: [6, 'uint8'],
    },
  },
  monitoring: {
    num: 55,
    fields: {
      timestamp: [253, 'dateTime'],
      calories: [1, 'uint16'],
      distance: [2, 'uint32', 100],
      cycles: [3, 'uint32'],
      activeTime: [4, 'uint32', 1000],
      activityType: [5, 'enum'],
      activeCalories: [19, 'uint16'],
      timestamp16: [26, 'uint16'],
      heartRate: [27, 'uint8'],
      intensity: [28, 'uint8'],
      moderateActivityMinutes: [33, 'uint16'],
      vigorousActivityMinutes: [34, 'uint16'],
    },
  },
  length: {
    num: 101,
    fields: {
      messageIndex: [254, 'uint16'],
      timestamp: [253, 'dateTime'],
      event: [0, 'enum'],
      eventType: [1, 'enum'],
      startTime: [2, 'dateTime'],
      totalElapsedTime: [3, 'uint32', 1000],
      totalTimerTime: [4, 'uint32', 1000],
      totalStrokes: [5, 'uint16'],
      avgSpeed: [6, 'uint16', 1000],
      swimStroke: [7, 'enum'],
      lengthType: [12, 'enum'],
    },
  },
  monitoringInfo: {
    num: 103,
    fields: {
      timestamp: [253, 'dateTime'],
      localTimestamp: [0, 'dateTime'],
      activityType: [1, 'enum[]'],
      cyclesToDistance: [3, 'uint16[]', 5000],
      restingMetabolicRate: [5, 'uint16'],
    },
  },
  hr: {
    num: 132,
    fields: {
      timestamp: [253, 'dateTime'],
      fractionalTimestamp: [0, 'uint16', 32768],
      filteredBpm: [6, 'uint8[]'],
      eventTimestamp: [9, 'uint32[]'],
      eventTimestamp12: [10, 'byte[]'],
    },
  },
  segmentId: { num: 148, fields: { name: [0, 'string'], sport: [2, 'enum'] } },
  fieldDescription: {
    num: 206,
    fields: {
      developerDataIndex: [0, 'uint8'],
      fieldDefinitionNumber: [1, 'uint8'],
      fitBaseTypeId: [2, 'uint8'],
      fieldName: [3, 'string'],
      scale: [6, 'uint8'],
      offset: [7, 'sint8'],
      units: [8, 'string'],
      nativeMesgNum: [14, 'uint16'],
      nativeFieldNum: [15, 'uint8'],
    },
  },
  monitoringHr: {
    num: 211,
    fields: { timestamp: [253, 'dateTime'], restingHeartRate: [0, 'uint8'], currentDayRestingHeartRate: [1, 'uint8'] },
  },
  stressLevel: { num: 227, fields: { stressLevelValue: [0, 'sint16'], stressLevelTime: [1, 'dateTime'] } },
  maxMet: {
    num: 229,
    fields: { updateTime: [0, 'dateTime'], vo2Max: [2, 'uint16', 10], sport: [5, 'enum'], subSport: [6, 'enum'] },
  },
  spo2: { num: 269, fields: { timestamp: [253, 'dateTime'], readingSpo2: [0, 'uint8'] } },
  sleepLevel: { num: 275, fields: { timestamp: [253, 'dateTime'], sleepLevel: [0, 'enum'] } },
  respirationRate: { num: 297, fields: { timestamp: [253, 'dateTime'], respirationRate: [0, 'sint16', 100] } },
  sleepAssessment: {
    num: 346,
    fields: {
      combinedAwakeScore: [0, 'uint8'],
      awakeTimeScore: [1, 'uint8'],
      awakeningsCountScore: [2, 'uint8'],
      deepSleepScore: [3, 'uint8'],
      sleepDurationScore: [4, 'uint8'],
      lightSleepScore: [5, 'uint8'],
      overallSleepScore: [6, 'uint8'],
      sleepQualityScore: [7, 'uint8'],
      sleepRecoveryScore: [8, 'uint8'],
      remSleepScore: [9, 'uint8'],
      sleepRestlessnessScore: [10, 'uint8'],
      awakeningsCount: [11, 'uint8'],
      interruptionsScore: [14, 'uint8'],
      averageStressDuringSleep: [15, 'uint16', 100],
    },
  },
  hrvStatusSummary: {
    num: 370,
    fields: {
      timestamp: [253, 'dateTime'],
      weeklyAverage: [0, 'uint16', 128],
      lastNightAverage: [1, 'uint16', 128],
      lastNight5MinHigh: [2, 'uint16', 128],
      baselineLowUpper: [3, 'uint16', 128],
      baselineBalancedLower: [4, 'uint16', 128],
      baselineBalancedUpper: [5, 'uint16', 128],
      status: [6, 'enum'],
    },
  },
  hrvValue: { num: 371, fields: { timestamp: [253, 'dateTime'], value: [0, 'uint16', 128] } },
  skinTempOvernight: {
    num: 398,
    fields: {
      timestamp: [253, 'dateTime'],
      averageDeviation: [1, 'float32'],
      nightlyValue: [4, 'float32'],
    },
  },
} as const satisfies Record<string, MessageSpec>

type FieldType = BaseTypeName | 'dateTime' | `${BaseTypeName}[]`
export type FieldSpec = readonly [num: number, type: FieldType, scale?: number, offset?: number]
export interface MessageSpec {
  num: number
  fields: Record<string, FieldSpec>
}

export type MessageName = keyof typeof messages
type Specs = typeof messages
type FieldValue<T> = T extends 'string' ? string : T extends `${string}[]` ? number[] : number

/** A decoded message: fields the device left out or marked invalid are absent. Lists keep `NaN` for invalid elements. */
export type Message<N extends MessageName> = {
  -readonly [F in keyof Specs[N]['fields']]?: Specs[N]['fields'][F] extends readonly [number, infer T, ...unknown[]]
    ? FieldValue<T>
    : never
}

export type MessageLists = { [N in MessageName]: Message<N>[] }

export const recordNum = 20
export const hrvNum = 78
